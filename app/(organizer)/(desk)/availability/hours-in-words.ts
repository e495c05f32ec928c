import type { HoursBlock } from "@/server/domain/scheduling/host-availability";
import { minutesPerDay } from "@/server/domain/scheduling/local-date";

/** How many hours blocks have in all: "37.5 hours". */
export function hoursPerWeek(blocks: readonly HoursBlock[]): string {
  const minutes = blocks.reduce((sum, { startMinute, endMinute }) => sum + endMinute - startMinute, 0);
  const hours = Math.round(minutes / 6) / 10;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

/** A block whose start or end shows another time of the clock; an end at or before the start is the next day's. */
export function blockBetween(startMinute: number, endClockMinute: number): HoursBlock {
  const endMinute = endClockMinute <= startMinute ? endClockMinute + minutesPerDay : endClockMinute;
  return { startMinute, endMinute };
}

/** What must be said of a block's end that its clock time alone doesn't tell. */
export function endInWords({ endMinute }: HoursBlock): string | null {
  if (endMinute === minutesPerDay) return "midnight";
  return endMinute > minutesPerDay ? "the next day" : null;
}

/** Hours to add to a day: its usual ones, or an hour after the last. */
export function nextBlock(blocks: readonly HoursBlock[]): HoursBlock {
  const lastEnd = Math.max(0, ...blocks.map(({ endMinute }) => endMinute));
  if (blocks.length === 0 || lastEnd > minutesPerDay - 120)
    return { startMinute: 9 * 60, endMinute: 17 * 60 };
  return { startMinute: lastEnd + 60, endMinute: lastEnd + 120 };
}
