"use client";

import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import type { TimeFormat } from "@/app/_lib/time-format";
import type { RefusedTime } from "./refused-time";

type RefusedTimeNoticeProps = {
  refused: RefusedTime;
  format: TimeFormat;
  onChoose: (startsAt: string) => void;
};

/** Says why the chosen time is gone and offers the next ones; what was typed is kept. */
export function RefusedTimeNotice({ refused, format, onChoose }: RefusedTimeNoticeProps) {
  const { message, alternatives } = refused;
  return (
    <Banner tone="warn" urgent className="mb-5" title={message}>
      <p>
        {alternatives.length > 0 ? "These are free, or choose another one below." : "Choose another one."}{" "}
        What you typed is kept.
      </p>
      {alternatives.length > 0 && (
        <ul className="mt-2 flex flex-wrap gap-2">
          {alternatives.map((startsAt) => (
            <li key={startsAt}>
              <Button variant="secondary" size="small" onPress={() => onChoose(startsAt)}>
                {format.shortDay(new Date(startsAt))}, {format.time(new Date(startsAt))}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Banner>
  );
}
