import type { ReactNode } from "react";
import { classNames } from "@/app/_lib/class-names";

/** A surface that holds what belongs together. */
export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={classNames("rounded-xl border border-line bg-surface shadow-card", className)}>
      {children}
    </div>
  );
}
