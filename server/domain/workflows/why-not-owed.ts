import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import type { MessageReason } from "./message-state";
import { type AttendeeChange, attendeeChanges, type BookingOccasion, bookingOccasions } from "./notices";
import type { WorkflowTrigger } from "./workflow";

/** How a booking stands, and what one of its messages tells of it. */
export type OwedFacts = {
  source: string;
  /** What sets its workflow off; null where the workflow doesn't have its step any more, and for the booking's own mails. */
  trigger: WorkflowTrigger | null;
  /** Null for tests, which no booking owes. */
  bookingStatus: BookingStatus | null;
  bookingWasMoved: boolean;
  /** Who is marked as not having come. */
  attendeeIsAbsent: boolean;
  hostIsAbsent: boolean;
  attendanceIsConfirmed: boolean;
};

const agreed: readonly BookingStatus[] = ["accepted"];

type NoShow = Extract<BookingOccasion | WorkflowTrigger, `${string}no_show${string}`>;

type Told = Exclude<AttendeeChange | BookingOccasion | WorkflowTrigger, NoShow>;

const statusesToldOf: Record<Told, readonly BookingStatus[]> = {
  created: agreed,
  new_booking: agreed,
  confirmed: agreed,
  before_meeting: agreed,
  attendance_not_confirmed: agreed,
  after_meeting: agreed,
  requested: ["pending"],
  rescheduled: ["pending", "accepted"],
  relocated: ["pending", "accepted"],
  attendee_added: ["pending", "accepted"],
  attendee_removed: ["pending", "accepted"],
  declined: ["rejected"],
  cancelled: ["cancelled"],
};

const reasonOfStatus: Record<BookingStatus, MessageReason> = {
  pending: "booking_rescheduled",
  accepted: "booking_confirmed",
  cancelled: "booking_cancelled",
  rejected: "booking_declined",
};

/** Why a message doesn't tell how its booking stands any more; null while it does. */
export function whyNotOwed(message: OwedFacts): MessageReason | null {
  const occasion = [...bookingOccasions, ...attendeeChanges].find((each) =>
    message.source.startsWith(`notice:${each}:`),
  );
  const about = occasion ?? message.trigger;
  if (about === null || message.bookingStatus === null) return "workflow_changed";
  if (message.bookingWasMoved) return "booking_rescheduled";
  if (about === "attendee_no_show" || about === "no_show_attendee") {
    return message.attendeeIsAbsent ? null : "no_show_withdrawn";
  }
  if (about === "host_no_show" || about === "no_show_host") {
    return message.hostIsAbsent ? null : "no_show_withdrawn";
  }
  if (about === "attendance_not_confirmed" && message.attendanceIsConfirmed) return "attendance_confirmed";
  return statusesToldOf[about].includes(message.bookingStatus) ? null : reasonOfStatus[message.bookingStatus];
}
