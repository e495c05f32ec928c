import type { absences } from "@/db/schema/absences";
import type { AbsenceReason } from "@/server/domain/scheduling/absence-reason";

/** Dates on which an organizer can't be booked, the last one included. */
export type AbsenceView = {
  id: number;
  uuid: string;
  ownerId: number;
  startOn: string;
  endOn: string;
  note: string;
  reason: AbsenceReason;
};

export function absenceView(row: typeof absences.$inferSelect): AbsenceView {
  const { id, uuid, ownerId, startOn, endOn, note, reason } = row;
  return { id, uuid, ownerId, startOn, endOn, note, reason };
}
