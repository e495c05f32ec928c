import type { Transaction } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import type { ServiceContext } from "@/server/services/service-context";

export type NewBooking = Omit<typeof bookings.$inferInsert, "door" | "createdAt" | "updatedAt"> & {
  status: "pending" | "accepted";
};
export type NewAttendee = Omit<typeof attendees.$inferInsert, "bookingId" | "id">;

/** Writes a booking with its attendees and returns its id. */
export async function insertBooking(
  ctx: ServiceContext,
  tx: Transaction,
  booking: NewBooking,
  people: readonly NewAttendee[],
): Promise<number> {
  const now = ctx.clock.now();
  const [row] = await tx
    .insert(bookings)
    .values({ ...booking, door: ctx.door, createdAt: now, updatedAt: now })
    .returning({ id: bookings.id });
  if (!row) throw new Error("The booking was not inserted.");
  await tx.insert(attendees).values(people.map((person) => ({ ...person, bookingId: row.id })));
  return row.id;
}
