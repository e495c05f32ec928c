import { Temporal } from "temporal-polyfill";
import type { QuietHours } from "./workflow";

/** Where a moment may be moved to. */
export type QuietRoom = {
  quietHours: QuietHours;
  timeZone: string;
  notBeforeAt: Date;
  /** Null where it may be as late as it needs. */
  beforeAt: Date | null;
};

/**
 * A moment that doesn't fall into the quiet hours of a zone: itself, or the nearer end of them that there is room
 * for, or null where there is room for neither. Both ends themselves are not quiet.
 */
export function outsideQuietHours(dueAt: Date, room: QuietRoom): Date | null {
  const quiet = quietAround(dueAt, room);
  if (quiet === null) return dueAt;
  const dueMs = dueAt.getTime();
  const { notBeforeAt, beforeAt } = room;
  const isEarlierPossible = quiet.startMs >= notBeforeAt.getTime();
  const isLaterPossible = beforeAt === null || quiet.endMs < beforeAt.getTime();
  const isEarlierNearer = dueMs - quiet.startMs < quiet.endMs - dueMs;
  if (isEarlierPossible && (isEarlierNearer || !isLaterPossible)) return new Date(quiet.startMs);
  return isLaterPossible ? new Date(quiet.endMs) : null;
}

/** The quiet hours that a moment is in. */
function quietAround(
  at: Date,
  { quietHours, timeZone }: Pick<QuietRoom, "quietHours" | "timeZone">,
): Night | null {
  const { from, until } = quietHours;
  const day = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const instantOf = (on: Temporal.PlainDate, time: string) =>
    on.toPlainDateTime(Temporal.PlainTime.from(time)).toZonedDateTime(timeZone).epochMilliseconds;
  const nights = [-2, -1, 0, 1].map((days) => {
    const startDay = day.add({ days });
    const endDay = until > from ? startDay : startDay.add({ days: 1 });
    return { startMs: instantOf(startDay, from), endMs: instantOf(endDay, until) };
  });
  const around = nights.find(({ startMs, endMs }) => startMs < at.getTime() && at.getTime() < endMs);
  return around ? withThoseItMeets(around, nights) : null;
}

type Night = { startMs: number; endMs: number };

/** Where clocks jump over all that isn't quiet of a day, the quiet hours before it and after it are one. */
function withThoseItMeets(night: Night, nights: readonly Night[]): Night {
  let { startMs, endMs } = night;
  for (const next of nights) if (next.startMs < endMs) endMs = Math.max(endMs, next.endMs);
  for (const before of nights.toReversed()) {
    if (before.endMs > startMs) startMs = Math.min(startMs, before.startMs);
  }
  return { startMs, endMs };
}
