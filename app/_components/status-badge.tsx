import type { ReactNode } from "react";
import { classNames } from "@/app/_lib/class-names";
import { softTones, type Tone } from "./tone";

/** A state in a word or two. */
export function StatusBadge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex items-center rounded-full px-2.5 py-0.5 text-xs font-medium whitespace-nowrap",
        softTones[tone],
      )}
    >
      {children}
    </span>
  );
}
