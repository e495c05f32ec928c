"use client";

import { type ReactNode, useId } from "react";
import { Button } from "react-aria-components/Button";
import { Skeleton } from "@/app/_components/skeleton";
import type { TimeFormat } from "@/app/_lib/time-format";

type DayTimesProps = {
  /** The starts of the day's free times, or undefined while they or the reader's zone aren't known. */
  starts: string[] | undefined;
  seatsLeft: Readonly<Record<string, number>>;
  format: TimeFormat;
  chosenAt: string | null;
  onChoose: (startsAt: string) => void;
  /** What is said when the day has no times. */
  children?: ReactNode;
};

const skeletonRows = ["a", "b", "c", "d", "e", "f"];

/** The free times of one day, as buttons. */
export function DayTimes({ starts, seatsLeft, format, chosenAt, onChoose, children }: DayTimesProps) {
  const headingId = useId();
  const [first] = starts ?? [];
  return (
    <section aria-labelledby={headingId} className="flex min-h-0 flex-col">
      <h3
        id={headingId}
        aria-live="polite"
        className="mb-2 flex min-h-11 items-center text-base font-semibold"
      >
        {first ? format.day(new Date(first)) : "Times"}
      </h3>
      {starts === undefined && (
        <div className="grid gap-2" aria-hidden="true">
          {skeletonRows.map((row) => (
            <Skeleton key={row} className="h-12" />
          ))}
        </div>
      )}
      {starts?.length === 0 && <div className="text-muted">{children}</div>}
      {first && (
        <ul aria-labelledby={headingId} className="grid grid-cols-2 gap-2 pb-1 md:grid-cols-3 lg:grid-cols-1">
          {starts?.map((startsAt) => (
            <li key={startsAt}>
              <Button
                onPress={() => onChoose(startsAt)}
                className={`focus-ring tabular min-h-12 w-full cursor-pointer rounded-md border text-base font-medium transition-colors duration-150 hover:border-accent hover:bg-accent-soft data-pressed:bg-accent-soft ${
                  startsAt === chosenAt
                    ? "border-accent bg-accent-soft text-accent-text"
                    : "border-line-strong/60 text-ink"
                }`}
              >
                {format.time(new Date(startsAt))}
                <SeatsLeft count={seatsLeft[startsAt]} />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SeatsLeft({ count }: { count: number | undefined }) {
  if (count === undefined) return null;
  return (
    <span className="block text-xs font-normal text-muted">
      {count === 1 ? "1 seat left" : `${count} seats left`}
    </span>
  );
}
