/** The look shared by all inputs: quiet, tall enough for a thumb, 16 px so that phones don't zoom in. */
export const inputStyle =
  "w-full min-h-11 rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink transition-colors duration-150 placeholder:text-muted hover:border-ink data-focused:border-accent data-focused:outline-2 data-focused:outline-offset-0 data-focused:outline-accent data-invalid:border-bad data-invalid:data-focused:outline-bad data-disabled:opacity-60";

export const labelStyle = "text-sm font-medium text-ink";
export const descriptionStyle = "text-sm text-muted";
export const fieldErrorStyle = "text-sm font-medium text-bad-text";
export const fieldStyle = "flex flex-col gap-1.5";

export const popoverStyle =
  "max-h-80 overflow-auto rounded-lg border border-line bg-surface p-1 shadow-raised outline-none data-entering:animate-appear";

export const optionStyle =
  "flex cursor-pointer items-center justify-between gap-4 rounded-md px-3 py-2 text-base text-ink outline-none data-focused:bg-accent-soft data-selected:font-medium data-selected:text-accent-text";

/** An input made of parts, such as a date of day, month and year. */
export const groupInputStyle =
  "flex w-full min-h-11 items-center rounded-md border border-line-strong bg-surface px-3 py-2 text-base text-ink transition-colors duration-150 hover:border-ink data-focus-within:border-accent data-focus-within:outline-2 data-focus-within:outline-accent data-invalid:border-bad data-invalid:data-focus-within:outline-bad";

export const segmentStyle =
  "tabular rounded-sm px-0.5 outline-none data-placeholder:text-muted data-focused:bg-accent data-focused:text-on-accent";
