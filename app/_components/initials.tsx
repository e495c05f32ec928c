import { classNames } from "@/app/_lib/class-names";

/** A disc with the initials of a person whose name stands beside it. */
export function Initials({ name, className }: { name: string; className?: string }) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "grid size-10 shrink-0 place-items-center rounded-full bg-accent-soft text-sm font-semibold text-accent-text uppercase",
        className,
      )}
    >
      {letters.join("")}
    </span>
  );
}
