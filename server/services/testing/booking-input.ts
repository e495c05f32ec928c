import type { z } from "zod";
import {
  type CreateBookingInput,
  createBookingInputSchema,
} from "@/server/domain/bookings/create-booking-input";

/** Tuesday, 10:00 in Berlin: a time that a seeded organizer offers. */
export const tuesdayAtTen = "2026-11-03T09:00:00.000Z";

/** What books an event type at `tuesdayAtTen` for an attendee with a phone number and an address. */
export function bookingInput(
  eventTypeId: number,
  more: Partial<z.input<typeof createBookingInputSchema>> = {},
): CreateBookingInput {
  return createBookingInputSchema.parse({
    eventType: { id: eventTypeId },
    startsAt: tuesdayAtTen,
    attendee: {
      name: "Ada Byron",
      email: "ada@example.org",
      phoneNumber: "+4930901820",
      timeZone: "Asia/Tokyo",
    },
    ...more,
  });
}
