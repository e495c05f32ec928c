import { durationMilliseconds } from "./duration-milliseconds";

export const longestSleepDays = 366;

/**
 * The instant at which a sleep ends: `name` is a duration from now, an ISO instant, or empty for at once.
 * @throws RangeError for an unreadable time, or one more than 366 days away
 */
export function sleepUntil(name: string, now: Date): Date {
  const duration = durationMilliseconds(name);
  const wakeAt = duration === undefined ? Date.parse(name) : now.getTime() + duration;
  if (Number.isNaN(wakeAt)) throw new RangeError(`"${name}" is neither a duration nor an instant`);
  if (wakeAt - now.getTime() > longestSleepDays * 86_400_000) {
    throw new RangeError(`a sleep lasts ${longestSleepDays} days at most`);
  }
  return new Date(Math.max(wakeAt, now.getTime()));
}
