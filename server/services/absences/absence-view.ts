import type { absences } from "@/db/schema/absences";

/** Dates on which an organizer can't be booked, the last one included. */
export type AbsenceView = { id: number; startOn: string; endOn: string; note: string };

export function absenceView({ id, startOn, endOn, note }: typeof absences.$inferSelect): AbsenceView {
  return { id, startOn, endOn, note };
}
