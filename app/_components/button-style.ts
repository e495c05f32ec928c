import { classNames } from "@/app/_lib/class-names";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "quiet-danger";
export type ButtonSize = "medium" | "small";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover data-pressed:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-hover data-pressed:bg-hover",
  quiet: "text-accent-text hover:bg-accent-soft data-pressed:bg-accent-soft",
  "quiet-danger": "text-bad-text hover:bg-bad-soft data-pressed:bg-bad-soft",
  danger: "bg-bad text-on-bad hover:bg-bad-hover data-pressed:bg-bad-hover",
};

const sizes: Record<ButtonSize, string> = {
  medium: "min-h-11 px-5 text-base",
  small: "min-h-9 px-3 text-sm",
};

/** The look of a button, for buttons and for links that stand where one is expected. */
export function buttonStyle(
  options: { variant?: ButtonVariant; size?: ButtonSize; className?: string } = {},
) {
  const { variant = "primary", size = "medium", className } = options;
  return classNames(
    "relative inline-flex cursor-pointer items-center justify-center gap-2 rounded-md text-center font-medium no-underline transition-colors duration-150 select-none",
    "data-disabled:cursor-not-allowed data-disabled:opacity-50",
    variants[variant],
    sizes[size],
    className,
  );
}
