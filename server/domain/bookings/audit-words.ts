import type { MessageTone } from "@/server/domain/workflows/describe-message";
import type { Door } from "./door";

/** By what way something was done. */
export const doorWords: Record<Door, string> = {
  web: "on the booking page",
  rest: "through the API",
  mcp: "through an assistant",
  embed: "on an embedded booking page",
  organizer: "in Punctual",
  import: "by an import",
  text: "by text",
};

/** What was done to a booking. */
export const actionWords: Record<string, { title: string; tone: MessageTone }> = {
  "booking.created": { title: "Booked", tone: "good" },
  "booking.requested": { title: "Requested", tone: "waiting" },
  "booking.confirmed": { title: "Confirmed", tone: "good" },
  "booking.declined": { title: "Declined", tone: "off" },
  "booking.rescheduled": { title: "Moved", tone: "good" },
  "booking.cancelled": { title: "Cancelled", tone: "off" },
  "booking.attendance_confirmed": { title: "Attendance confirmed", tone: "good" },
  "booking.location_changed": { title: "Place changed", tone: "good" },
  "booking.guests_added": { title: "Guests added", tone: "good" },
  "booking.attendee_added": { title: "Attendee added", tone: "good" },
  "booking.attendee_removed": { title: "Attendee taken off", tone: "off" },
  "booking.rated": { title: "Rated", tone: "good" },
  "booking.attendee_absent": { title: "The attendee didn’t come", tone: "off" },
  "booking.attendee_present": { title: "The attendee came after all", tone: "good" },
  "booking.host_absent": { title: "You didn’t come", tone: "off" },
  "booking.host_present": { title: "You came after all", tone: "good" },
};
