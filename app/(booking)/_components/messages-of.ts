import type { AttendeeMessageFacts } from "@/server/domain/workflows/describe-for-attendee";
import type { Booking, BookingMessage } from "./bookable";

/** All messages of a booking by the time they are due, those of the attendee first among equals. */
export function messagesOf(booking: Booking): BookingMessage[] {
  return [...booking.workflows, ...booking.notifications].sort(
    (a, b) => a.dueAt.localeCompare(b.dueAt) || a.recipientRole.localeCompare(b.recipientRole),
  );
}

/** Whether a message was never sent and never will be, so that there is nothing to wait for. */
export function isOff({ state }: BookingMessage): boolean {
  return state === "skipped" || state === "cancelled" || state === "superseded";
}

/** What the words for a message's state are chosen by. */
export function messageFacts(message: BookingMessage): AttendeeMessageFacts {
  return { ...message, dueAt: new Date(message.dueAt) };
}
