"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { Card } from "@/app/_components/card";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import type { TimeFormat } from "@/app/_lib/time-format";
import { zonePlace } from "@/app/_lib/time-zone-names";
import { WeekTurner } from "../../../_components/week-turner";
import { useClock } from "../../../_lib/account-context";
import { sevenDays } from "../../../_lib/days-ahead";
import { useZoneTime } from "../../../_lib/use-zone-time";
import type { EventTypeDraft } from "./event-type-draft";
import type { Schedules } from "./event-type-editor";
import { timesOfDays } from "./times-of-week";

type WeekOfTimesProps = {
  draft: EventTypeDraft;
  /** Whether the draft could be saved; until it can, the last sound one is shown. */
  isSound: boolean;
  schedules: Schedules;
  absences: RouterOutputs["outOfOffice"]["list"];
  trips: RouterOutputs["trip"]["list"];
};

const minuteMs = 60_000;

/** The times of a week that come of the rules as they stand in the form. */
export function WeekOfTimes({ draft, isSound, schedules, absences, trips }: WeekOfTimesProps) {
  const [sound, setSound] = useState(draft);
  if (isSound && sound !== draft) setSound(draft);
  const rules = useDeferredValue(sound);
  const [weeksLater, setWeeksLater] = useState(0);
  const nowMs = useClock(minuteMs).getTime();
  const schedule = schedules.find(({ id }) => id === rules.scheduleId) ?? schedules[0];
  const timeZone = schedule?.timeZone ?? "UTC";
  const format = useZoneTime(timeZone);
  const days = useMemo(() => {
    if (!schedule) return [];
    const presence = { schedule, travel: trips, outOfOffice: absences };
    return timesOfDays(rules, presence, sevenDays(timeZone, nowMs, weeksLater), nowMs);
  }, [rules, schedule, trips, absences, timeZone, nowMs, weeksLater]);
  const [first, last] = [days[0], days.at(-1)];
  return (
    <Card className="p-5">
      <h2 className="text-lg font-semibold tracking-tight">What people can book</h2>
      <p className="mt-1 mb-2 text-sm text-muted">
        In {zonePlace(timeZone)}, while nothing is booked. {!isSound && "A field needs a look first."}
      </p>
      {first && last && (
        <WeekTurner
          startOn={first.day.on}
          endOn={last.day.on}
          weeksLater={weeksLater}
          onTurn={setWeeksLater}
        />
      )}
      <ul className="mt-2 divide-y divide-line border-t border-line">
        {days.map(({ day, startsMs }) => (
          <li key={day.on} className="py-2.5">
            <p className="flex items-baseline justify-between gap-2 text-sm">
              <span className="font-medium">{shortDay(format, day.startMs)}</span>
              <span className="text-muted">{countInWords(startsMs.length)}</span>
            </p>
            <Times startsMs={startsMs} format={format} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const mostShown = 8;

function Times({ startsMs, format }: { startsMs: number[]; format: TimeFormat }) {
  if (startsMs.length === 0) return null;
  const shown = startsMs.length > mostShown ? startsMs.slice(0, mostShown - 1) : startsMs;
  const last = startsMs.at(-1) ?? 0;
  return (
    <p className="tabular mt-1.5 flex flex-wrap gap-1 text-xs">
      {shown.map((startMs) => (
        <span key={startMs} className="rounded-sm bg-accent-soft px-1.5 py-0.5 text-accent-text">
          {format.time(new Date(startMs))}
        </span>
      ))}
      {shown.length < startsMs.length && (
        <span className="px-0.5 py-0.5 text-muted">… {format.time(new Date(last))}</span>
      )}
    </p>
  );
}

function shortDay(format: TimeFormat, startMs: number): string {
  return format.shortDay(new Date(startMs));
}

function countInWords(count: number): string {
  if (count === 0) return "None";
  return count === 1 ? "1 time" : `${count} times`;
}
