import { formatInstant } from "@/server/domain/scheduling/format-instant";
import { groupSlotsByLocalDay } from "@/server/domain/scheduling/group-slots-by-local-day";
import type { AppCaller } from "@/server/routers/app-router";

type Slots = Awaited<ReturnType<AppCaller["slots"]["list"]>>;

/** A free time as a zone writes it. */
export type WrittenSlot = { start: string; end: string; seats: Slots[number]["seats"] };

/** The free times by the date that a zone's calendar shows, each as `show` has it. */
export function slotsByDay<Shown>(
  slots: Slots,
  timeZone: string,
  show: (slot: WrittenSlot) => Shown,
): Record<string, Shown[]> {
  const timed = slots.map(({ startsAt, endsAt, seats }) => ({
    startMs: Date.parse(startsAt),
    endMs: Date.parse(endsAt),
    seats,
  }));
  const days: Record<string, Shown[]> = {};
  for (const [date, ofDate] of groupSlotsByLocalDay(timed, timeZone)) {
    days[date] = ofDate.map(({ startMs, endMs, seats }) =>
      show({ start: formatInstant(startMs, timeZone), end: formatInstant(endMs, timeZone), seats }),
    );
  }
  return days;
}
