import { formErrors } from "@/app/_lib/form-error";

const words: Readonly<Record<string, string>> = {
  already_cancelled: "This booking is already cancelled.",
  already_rejected: "This booking was declined.",
  already_rescheduled: "This booking has been moved meanwhile. Reload the page to see its new time.",
  already_ended: "This meeting is already over.",
  already_started: "This meeting has already begun.",
  attendee_limit_reached:
    "You have as many of these bookings as one person may have. Cancel or move one of them.",
  booking_not_found: "This booking isn’t here any more.",
  cancellation_reason_required: "Say why: whoever booked will read it.",
  event_type_deleted: "This isn’t offered any more.",
  event_type_not_found: "This isn’t offered any more.",
  length_not_offered: "This length isn’t offered any more. Choose another one.",
  private_link_invalid: "This link has expired or has been used already.",
};

const filledByProgram =
  "Something other than you filled in a part of this form that isn’t shown. It is empty again: send the form once more.";

/** What a failed call means to whoever made it, for what isn't said at a field or at the times. */
export function failureInWords(error: unknown): string | null {
  const failures = formErrors(error);
  if (failures.some(({ field }) => field === "start")) return null;
  if (failures.some(({ field }) => field === "leaveEmpty")) return filledByProgram;
  return failures.map(({ reason, message }) => words[reason ?? ""] ?? message).join(" ");
}
