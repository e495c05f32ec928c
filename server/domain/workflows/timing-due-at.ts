import { Temporal } from "temporal-polyfill";
import { isBeforeMeeting, type OffsetUnit, type TimedTrigger, type TimingMoment } from "./workflow";

/** What a moment is counted from: the meeting, and the zones of those who take part. */
export type TimedMeeting = {
  startsAt: Date;
  endsAt: Date;
  host: { timeZone: string };
  attendee: { timeZone: string };
};

export const minutesPerUnit: Record<OffsetUnit, number> = { minutes: 1, hours: 60, days: 1440 };

/**
 * When a moment before or after a meeting is. One after a meeting is never before its end. A clock reading that a
 * zone skips is the same stretch of time later, and one that it shows twice is the first of the two.
 */
export function timingDueAt(trigger: TimedTrigger, timing: TimingMoment, meeting: TimedMeeting): Date {
  const sign = isBeforeMeeting(trigger) ? -1 : 1;
  const from = isBeforeMeeting(trigger) ? meeting.startsAt : meeting.endsAt;
  if (timing.kind === "elapsed") {
    return new Date(from.getTime() + sign * timing.amount * minutesPerUnit[timing.unit] * 60_000);
  }
  const { timeZone } = meeting[timing.zoneOf];
  const day = Temporal.Instant.fromEpochMilliseconds(from.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const dueMs = day
    .add({ days: sign * timing.days })
    .toPlainDateTime(Temporal.PlainTime.from(timing.at))
    .toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;
  return new Date(trigger === "after_meeting" ? Math.max(dueMs, from.getTime()) : dueMs);
}
