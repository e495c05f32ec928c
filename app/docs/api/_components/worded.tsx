import { Fragment } from "react";

/** A text in which words between backticks are code. */
export function Worded({ text }: { text: string }) {
  const parts = text.split("`").map((part, place) => ({ part, place }));
  return parts.map(({ part, place }) =>
    place % 2 === 1 ? (
      <code key={place} className="rounded-sm bg-sunken px-1 font-mono text-[0.9em] break-words">
        {part}
      </code>
    ) : (
      <Fragment key={place}>{part}</Fragment>
    ),
  );
}
