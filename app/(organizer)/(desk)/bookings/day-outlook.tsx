"use client";

import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useNow } from "@/app/_lib/use-now";
import { useAccountTime } from "../../_lib/account-context";

const minuteMs = 60_000;

/** What the day holds and who is next, in a sentence. */
export function DayOutlook({ overview }: { overview: RouterOutputs["account"]["overview"] }) {
  const format = useAccountTime();
  const now = useNow(minuteMs);
  const { todayCount, next } = overview;
  const today =
    todayCount === 0
      ? "No meetings today."
      : `${todayCount} ${todayCount === 1 ? "meeting" : "meetings"} today.`;
  if (!next) return <>{today}</>;
  const startsAt = new Date(next.startsAt);
  const isOn = now !== null && startsAt <= now;
  const who = next.attendees[0]?.name ?? next.eventType.title;
  // Until the page runs in the browser it can't tell today from tomorrow; the date is right either way.
  const day = now ? format.relativeDay(startsAt, now) : format.shortDay(startsAt);
  return (
    <>
      {today} {isOn ? `Now with ${who}.` : `Next: ${day} at ${format.time(startsAt)} with ${who}.`}
    </>
  );
}
