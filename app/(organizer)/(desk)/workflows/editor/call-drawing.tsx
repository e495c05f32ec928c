/** The body of a call, as a receiver would read it. */
export function CallDrawing({ body }: { body: string }) {
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="The body of the call"
      className="max-h-96 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-xs"
    >
      <pre>{body}</pre>
    </section>
  );
}
