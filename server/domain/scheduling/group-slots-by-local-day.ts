import { dateOfEpochDay } from "./local-date";
import { localDayReader } from "./local-day";

/**
 * Slots under the dates "YYYY-MM-DD" that a zone's calendar shows at their starts, in the order given; fastest
 * when they ascend. Days without a slot have no entry.
 *
 * @throws RangeError when the zone is unknown
 */
export function groupSlotsByLocalDay<T extends { startMs: number }>(
  slots: readonly T[],
  timeZone: string,
): Map<string, T[]> {
  const byDate = new Map<string, T[]>();
  let firstMs = Infinity;
  let lastMs = -Infinity;
  for (const { startMs } of slots) {
    if (startMs < firstMs) firstMs = startMs;
    if (startMs > lastMs) lastMs = startMs;
  }
  if (slots.length === 0) return byDate;
  const dayOf = localDayReader(timeZone, firstMs, lastMs + 1);
  let lastDay = Number.NaN;
  let ofLastDay: T[] = [];
  for (const slot of slots) {
    const day = dayOf(slot.startMs);
    if (day !== lastDay) {
      const date = dateOfEpochDay(day);
      ofLastDay = byDate.get(date) ?? [];
      byDate.set(date, ofLastDay);
      lastDay = day;
    }
    ofLastDay.push(slot);
  }
  return byDate;
}
