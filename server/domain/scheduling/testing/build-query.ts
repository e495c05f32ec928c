import { Temporal } from "temporal-polyfill";
import type { HostAvailability, Schedule } from "../host-availability";
import { type Weekday, weekdays } from "../local-date";
import type { SchedulingRules } from "../scheduling-rules";
import type { SlotQuery } from "../slot-query";

type QueryParts = {
  rules?: Partial<SchedulingRules>;
  schedule?: Partial<Schedule>;
  host?: Partial<Omit<HostAvailability, "schedule">>;
  hosts?: HostAvailability[];
  lengthMinutes?: number;
  combine?: SlotQuery["combine"];
  now?: string;
  from?: string;
  to?: string;
};

/** A query about one Berlin host who is open on weekdays from 9 to 12, over one quiet week; parts replace it. */
export function buildQuery(parts: QueryParts = {}): SlotQuery {
  const timeZone = parts.schedule?.timeZone ?? parts.rules?.timeZone ?? "Europe/Berlin";
  return {
    rules: {
      timeZone,
      slotIntervalMinutes: 60,
      startOffsetMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindow: { kind: "unlimited" },
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      bookingLimits: [],
      onlyFirstSlotOfDay: false,
      ...parts.rules,
    },
    lengthMinutes: parts.lengthMinutes ?? 60,
    hosts: parts.hosts ?? [buildHost("ada", { timeZone, ...parts.schedule }, parts.host)],
    combine: parts.combine ?? "any",
    nowMs: instantMs(parts.now ?? "2026-06-01T00:00+02:00"),
    window: {
      startMs: instantMs(parts.from ?? "2026-06-15T00:00+02:00"),
      endMs: instantMs(parts.to ?? "2026-06-16T00:00+02:00"),
    },
  };
}

export function buildHost(
  hostId: string,
  schedule: Partial<Schedule> = {},
  host: Partial<Omit<HostAvailability, "schedule">> = {},
): HostAvailability {
  return {
    hostId,
    schedule: {
      timeZone: "Europe/Berlin",
      weeklyHours: weekly([1, 2, 3, 4, 5], "09:00-12:00"),
      overrides: [],
      ...schedule,
    },
    busy: [],
    ...host,
  };
}

/** Blocks such as "09:00-12:00" on the given weekdays; an end beyond 24:00 is on the next day. */
export function weekly(days: readonly Weekday[], ...blocks: string[]): Schedule["weeklyHours"] {
  return days.flatMap((weekday) => blocks.map((text) => ({ weekday, ...block(text) })));
}

export function daily(...blocks: string[]): Schedule["weeklyHours"] {
  return weekly(weekdays, ...blocks);
}

export function block(text: string): { startMinute: number; endMinute: number } {
  const [startMinute = Number.NaN, endMinute = Number.NaN] = text.split("-").map((clock) => {
    const [hours = Number.NaN, minutes = Number.NaN] = clock.split(":").map(Number);
    return hours * 60 + minutes;
  });
  return { startMinute, endMinute };
}

/** "2026-06-15T09:00+02:00/10:30": from an instant until the next time that the same clock shows the end. */
export function interval(text: string): { startMs: number; endMs: number } {
  const [start = "", end = ""] = text.split("/");
  return { startMs: instantMs(start), endMs: instantMs(start.slice(0, 11) + end + start.slice(16)) };
}

export function instantMs(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

/** Starts as a zone's clock shows them: "15 09:00". */
export function clockTimes(slots: readonly { startMs: number }[], timeZone = "Europe/Berlin"): string[] {
  return slots.map(({ startMs }) => {
    const clock = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone);
    return `${clock.toPlainDate().toString().slice(8)} ${clock.toPlainTime().toString().slice(0, 5)}`;
  });
}
