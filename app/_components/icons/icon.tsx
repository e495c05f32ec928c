import type { ReactNode } from "react";
import { classNames } from "@/app/_lib/class-names";

export type IconProps = { className?: string };

/** A drawing of lines in the size and colour of the text beside it, which says the same in words. */
export function Icon({ className, children }: IconProps & { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={classNames("size-5 shrink-0", className)}
    >
      {children}
    </svg>
  );
}
