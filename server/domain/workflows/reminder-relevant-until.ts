const startPatienceMs = 5 * 60_000;

/** Until when a reminder is of use: until the start, and one for the start itself a little longer, since it can only come after it. */
export function reminderRelevantUntil(reminderAt: Date, startsAt: Date): Date {
  const isForStart = reminderAt.getTime() === startsAt.getTime();
  return isForStart ? new Date(startsAt.getTime() + startPatienceMs) : startsAt;
}
