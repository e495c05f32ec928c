import type { Transaction } from "@/db/client";
import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import type { messages } from "@/db/schema/messages";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import type { ServiceContext } from "@/server/services/service-context";
import { workflowSurroundings } from "@/server/services/workflows/workflow-surroundings";

/** The booking that a message tells of; of a test there may be none on record, and its facts are made up. */
export type ShownBooking = { record: BookingRecord | null; facts: BookingFacts };

type Shown = Pick<
  typeof messages.$inferSelect,
  "id" | "ownerId" | "bookingId" | "testBookingId" | "recipientRole" | "recipient"
>;

/** Finds the booking that a message tells of, or makes one up for a test that tells of none. */
export async function shownBooking(
  ctx: ServiceContext,
  tx: Transaction,
  message: Shown,
): Promise<ShownBooking> {
  const id = message.bookingId ?? message.testBookingId;
  const record = id === null ? null : await findBooking(tx, { id });
  if (record) return { record, facts: factsOf(record, message) };
  if (message.bookingId !== null) throw new Error(`Message ${message.id} has no booking.`);
  return { record: null, facts: (await workflowSurroundings(ctx, tx, message.ownerId)).example };
}
