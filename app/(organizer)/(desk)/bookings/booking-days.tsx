"use client";

import { Card } from "@/app/_components/card";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import type { RequestAnswer } from "../../_components/booking-request";
import { useAccountTime, useClock } from "../../_lib/account-context";
import { BookingRow } from "./booking-row";
import type { BookingTab } from "./bookings-address";

export type BookingItem = RouterOutputs["booking"]["list"]["items"][number];

type BookingDaysProps = {
  items: BookingItem[];
  tab: BookingTab;
  onAnswered: (answer: RequestAnswer) => unknown;
};

const minuteMs = 60_000;

/** Bookings under the days on which they start. */
export function BookingDays({ items, tab, onAnswered }: BookingDaysProps) {
  const format = useAccountTime();
  const now = useClock(minuteMs);
  const days = new Map<string, BookingItem[]>();
  for (const item of items) {
    const on = format.date(new Date(item.startsAt));
    days.set(on, [...(days.get(on) ?? []), item]);
  }
  return (
    <div className="mt-5 flex flex-col gap-6">
      {[...days].map(([on, bookings]) => (
        <section key={on} aria-labelledby={`day-${on}`}>
          <h2 id={`day-${on}`} className="mb-2 text-sm font-semibold text-muted">
            {dayTitle(new Date(bookings[0]?.startsAt ?? on))}
          </h2>
          <Card>
            <ul className="divide-y divide-line">
              {bookings.map((item) => (
                <li key={item.uid}>
                  <BookingRow item={item} tab={tab} now={now} onAnswered={onAnswered} />
                </li>
              ))}
            </ul>
          </Card>
        </section>
      ))}
    </div>
  );

  function dayTitle(startsAt: Date): string {
    const day = format.fullDay(startsAt);
    const relative = format.relativeDay(startsAt, now);
    if (!["today", "tomorrow", "yesterday"].includes(relative)) return day;
    return `${relative.charAt(0).toUpperCase()}${relative.slice(1)} · ${day}`;
  }
}
