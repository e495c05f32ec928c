import type { trips } from "@/db/schema/absences";

/** Dates, the last one included, on which an organizer's hours are meant in another zone. */
export type TripView = { id: number; startOn: string; endOn: string; timeZone: string };

export function tripView({ id, startOn, endOn, timeZone }: typeof trips.$inferSelect): TripView {
  return { id, startOn, endOn, timeZone };
}
