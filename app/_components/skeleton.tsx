import { classNames } from "@/app/_lib/class-names";

/** A grey shape that keeps the place of what is being loaded. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames("block animate-pulse-soft rounded-md bg-sunken", className)}
    />
  );
}
