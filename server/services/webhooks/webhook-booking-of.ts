import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { BookingRecord } from "@/db/queries/booking-queries";
import { bookings } from "@/db/schema/bookings";
import type { WebhookBooking } from "@/server/domain/webhooks/booking-payload";

/** What receivers are told of a booking on record. */
export async function webhookBookingOf(db: Queryable, record: BookingRecord): Promise<WebhookBooking> {
  const { booking, eventType, host, attendees } = record;
  return {
    ...booking,
    host,
    attendees,
    eventType: { ...eventType, requiresConfirmation: eventType.confirmation !== "none" },
    former: await formerOf(db, booking.rescheduledFromUid),
  };
}

async function formerOf(db: Queryable, uid: string | null): Promise<WebhookBooking["former"]> {
  if (uid === null) return null;
  const { id, startsAt, endsAt } = bookings;
  const [row] = await db
    .select({ id, uid: bookings.uid, startsAt, endsAt })
    .from(bookings)
    .where(eq(bookings.uid, uid));
  return row ?? null;
}
