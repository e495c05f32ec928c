"use client";

import Link from "next/link";
import { draftInWords } from "./editor/workflow-draft";
import type { EventTypeChoice } from "./event-type-choice";
import { draftOfPoint, startingPoints } from "./starting-points";
import { useWriting } from "./use-writing";

type StartingPointsProps = {
  /** Whether there is no workflow yet. */
  isFirst: boolean;
  eventTypes: EventTypeChoice[];
};

/** Usual workflows that open in the editor, ready to be saved. */
export function StartingPoints({ isFirst, eventTypes }: StartingPointsProps) {
  const writing = useWriting(eventTypes);
  return (
    <section className="mt-10" aria-label="Ready-made workflows">
      <h2 className="text-lg font-semibold tracking-tight">
        {isFirst ? "Nothing is sent yet but the confirmations by mail" : "Ready-made workflows"}
      </h2>
      <p className="mt-1 text-muted">
        {isFirst
          ? "Begin with one of these. You see what it does before anything is saved."
          : "Open one, change what you like, and save it."}
      </p>
      <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {startingPoints.map((point) => (
          <li key={point.key}>
            <Link
              href={`/workflows/new?from=${point.key}`}
              className="block h-full rounded-lg border border-line bg-surface p-4 hover:border-line-strong hover:bg-hover"
            >
              <span className="block font-medium text-accent-text">{point.name}</span>
              <span className="mt-1 block text-sm text-muted">
                {draftInWords(draftOfPoint(point), writing)}.
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
