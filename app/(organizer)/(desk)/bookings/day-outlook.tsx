"use client";

import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useAccountTime, useClock } from "../../_lib/account-context";

const minuteMs = 60_000;

/** What the day holds and who is next, in a sentence. */
export function DayOutlook({ overview }: { overview: RouterOutputs["account"]["overview"] }) {
  const format = useAccountTime();
  const now = useClock(minuteMs);
  const { todayCount, next } = overview;
  const today =
    todayCount === 0
      ? "No meetings today."
      : `${todayCount} ${todayCount === 1 ? "meeting" : "meetings"} today.`;
  if (!next) return <>{today}</>;
  const startsAt = new Date(next.startsAt);
  const isOn = startsAt <= now;
  const who = next.attendees[0]?.name ?? next.eventType.title;
  const day = format.relativeDay(startsAt, now);
  return (
    <>
      {today} {isOn ? `Now with ${who}.` : `Next: ${day} at ${format.time(startsAt)} with ${who}.`}
    </>
  );
}
