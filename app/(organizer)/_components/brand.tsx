/** The product's name with its sign. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2.5 text-lg font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" aria-hidden="true" className="size-8 fill-none stroke-on-accent">
        <rect width="32" height="32" rx="9" stroke="none" className="fill-accent" />
        <circle cx="16" cy="16" r="8.2" strokeWidth="2.6" />
        <path d="M16 11.4v5l3.4 2.2" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      Punctual
    </span>
  );
}
