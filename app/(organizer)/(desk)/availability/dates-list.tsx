"use client";

import { Button } from "@/app/_components/button";
import { StatusBadge } from "@/app/_components/status-badge";
import { useAccountTime, useClock } from "../../_lib/account-context";
import { datesInWords } from "./dates-in-words";

export type DatedItem = { id: number; startOn: string; endOn: string; detail: string };

type DatesListProps = {
  items: DatedItem[];
  emptyWords: string;
  /** What the button to remove one does, to be read with its dates. */
  removeLabel: string;
  pendingId: number | undefined;
  onRemove: (id: number) => void;
};

const minuteMs = 60_000;

/** Stretches of dates that are in force or to come. */
export function DatesList({ items, emptyWords, removeLabel, pendingId, onRemove }: DatesListProps) {
  const format = useAccountTime();
  const todayOn = format.date(useClock(minuteMs));
  const ahead = items.filter(({ endOn }) => endOn >= todayOn);
  if (ahead.length === 0) return <p className="text-muted">{emptyWords}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {ahead.map((item) => {
        const dates = datesInWords(format, item);
        return (
          <li key={item.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-3">
            <div className="min-w-0 flex-1 basis-48">
              <p className="flex flex-wrap items-center gap-x-3 font-medium">
                {dates}
                {item.startOn <= todayOn && <StatusBadge tone="accent">Now</StatusBadge>}
              </p>
              {item.detail && <p className="text-sm text-muted">{item.detail}</p>}
            </div>
            <Button
              variant="secondary"
              size="small"
              aria-label={`${removeLabel} ${dates}`}
              isPending={pendingId === item.id}
              onPress={() => onRemove(item.id)}
            >
              Remove
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
