import type { CreateBookingInput } from "@/server/domain/bookings/create-booking-input";
import { normalizePhone } from "@/server/domain/phone/normalize-phone";

/** Where the meeting takes place: what the attendee said, else what the event type says. */
export function resolveLocation(
  wanted: CreateBookingInput["location"],
  ofEventType: string,
  attendeePhoneNumber: string | null,
): string {
  if (wanted === undefined) return ofEventType;
  if (typeof wanted === "string") return placeInWords(wanted) || ofEventType;
  switch (wanted.type) {
    case "attendeeAddress":
      return wanted.address;
    case "attendeeDefined":
      return wanted.location;
    case "attendeePhone":
      return attendeePhoneNumber ?? wanted.phone;
    default:
      return ofEventType;
  }
}

/** Where a meeting takes place, in words; a number alone is a call to it. */
export function placeInWords(text: string): string {
  const phone = normalizePhone(text);
  return phone.ok ? phone.e164 : text;
}
