"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { Card } from "@/app/_components/card";
import { StatusBadge } from "@/app/_components/status-badge";
import type { TimeFormat } from "@/app/_lib/time-format";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { WeekTurner } from "../../../_components/week-turner";
import { useClock } from "../../../_lib/account-context";
import { sevenDays } from "../../../_lib/days-ahead";
import { useZoneTime } from "../../../_lib/use-zone-time";
import type { Absence, Trip } from "../availability-view";
import { type DayOfHours, hoursOfDays } from "./hours-of-week";
import type { ScheduleDraft } from "./schedule-draft";

type WeekOfHoursProps = { draft: ScheduleDraft; absences: Absence[]; trips: Trip[] };

const minuteMs = 60_000;

/** The week that comes of a schedule as it stands in the form. */
export function WeekOfHours({ draft, absences, trips }: WeekOfHoursProps) {
  const shown = useDeferredValue(draft);
  const [weeksLater, setWeeksLater] = useState(0);
  const nowMs = useClock(minuteMs).getTime();
  const { timeZone } = shown;
  const format = useZoneTime(timeZone);
  const days = useMemo(
    () => hoursOfDays(shown, { absences, trips }, sevenDays(timeZone, nowMs, weeksLater)),
    [shown, absences, trips, timeZone, nowMs, weeksLater],
  );
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Card className="p-5">
      <h2 className="text-lg font-semibold tracking-tight">Your week</h2>
      <p className="mt-1 mb-2 text-sm text-muted">In {zonePlace(timeZone)} time.</p>
      {first && last && (
        <WeekTurner
          startOn={first.day.on}
          endOn={last.day.on}
          weeksLater={weeksLater}
          onTurn={setWeeksLater}
        />
      )}
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {days.map((day) => (
          <li key={day.day.on} className="py-2.5">
            <p className="flex flex-wrap items-center justify-between gap-2 text-sm">
              <span className="font-medium">{format.shortDay(new Date(day.day.startMs))}</span>
              <Mark day={day} />
            </p>
            <Bar day={day} />
            <p className="tabular mt-1 text-xs text-muted">{hoursInWords(day, format)}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Mark({ day: { isAway, hasOwnHours, tripZone } }: { day: DayOfHours }) {
  if (isAway) return <StatusBadge tone="warn">Away</StatusBadge>;
  if (tripZone) return <StatusBadge tone="accent">{zonePlace(tripZone)}</StatusBadge>;
  return hasOwnHours ? <StatusBadge>Other hours</StatusBadge> : null;
}

function Bar({ day: { day, open } }: { day: DayOfHours }) {
  const lengthMs = day.endMs - day.startMs;
  const percent = (ms: number) => `${(100 * ms) / lengthMs}%`;
  return (
    <span aria-hidden="true" className="relative mt-1.5 block h-2 overflow-hidden rounded-full bg-sunken">
      {open.map(({ startMs, endMs }) => (
        <span
          key={startMs}
          className="absolute inset-y-0 rounded-full bg-accent"
          style={{ left: percent(startMs - day.startMs), width: percent(endMs - startMs) }}
        />
      ))}
    </span>
  );
}

function hoursInWords({ day, open }: DayOfHours, format: TimeFormat): string {
  if (open.length === 0) return "Closed";
  return open
    .map(({ startMs, endMs }) => {
      const end = endMs === day.endMs ? "midnight" : format.time(new Date(endMs));
      return `${format.time(new Date(startMs))} – ${end}`;
    })
    .join(", ");
}
