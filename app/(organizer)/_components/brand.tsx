/** The product's name with its sign: a dot on the hour. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight">
      <svg viewBox="0 0 28 28" aria-hidden="true" className="size-7">
        <circle cx="14" cy="14" r="11.5" fill="none" stroke="currentColor" strokeWidth="2.5" />
        <path d="M14 14V7.5" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
        <circle cx="14" cy="2.5" r="2.5" className="fill-accent stroke-canvas" strokeWidth="1" />
      </svg>
      Punctual
    </span>
  );
}
