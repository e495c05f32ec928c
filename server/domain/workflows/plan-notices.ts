import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { attendeeSource } from "./message-source";
import type { RecipientRole } from "./message-state";
import {
  type AttendeeChange,
  attendeeNotices,
  type BookingOccasion,
  type Notice,
  noticesFor,
} from "./notices";
import type { PlannedMessage } from "./plan-messages";

const millisecondsPerHour = 3_600_000;

type NoticeInput = {
  occasion: BookingOccasion;
  booking: Pick<BookingFacts, "endsAt" | "furtherEmails"> & {
    host: Pick<BookingFacts["host"], "email">;
    attendee: Pick<BookingFacts["attendee"], "email">;
  };
  now: Date;
  wasConfirmedBefore?: boolean;
  alreadyTold?: readonly RecipientRole[];
};

/**
 * The booking's own mails of an occasion. Those to the attendee also go to whoever was added to this very booking, whom
 * no other booking's news reaches.
 */
export function planNotices(input: NoticeInput): PlannedMessage[] {
  const { occasion, booking, now, alreadyTold = [] } = input;
  return noticesFor(occasion).flatMap((notice) => {
    const { recipientRole } = notice;
    const named = recipientRole === "host" ? booking.host.email : booking.attendee.email;
    const first = alreadyTold.includes(recipientRole) ? [] : [named ?? ""];
    const others = recipientRole === "attendee" && concernsOthers(input) ? (booking.furtherEmails ?? []) : [];
    const about = { source: `notice:${occasion}:${recipientRole}`, occurrence: "" };
    const includeCalendarEvent = hasCalendarEvent(input);
    return [...first, ...others].map((recipient) =>
      messageOf(notice, { ...about, recipient, includeCalendarEvent, booking, now }),
    );
  });
}

/** The mail to one who was added to a booking, or who was taken off it; `occurrence` tells several of them apart. */
export function planAttendeeNotice(
  change: AttendeeChange,
  news: { booking: Pick<BookingFacts, "endsAt">; email: string; occurrence: string; now: Date },
): PlannedMessage {
  const { email: recipient, ...rest } = news;
  const source = attendeeSource(change);
  return messageOf(attendeeNotices[change], { ...rest, source, recipient, includeCalendarEvent: true });
}

function messageOf(
  notice: Notice,
  facts: Pick<PlannedMessage, "source" | "recipient" | "occurrence" | "includeCalendarEvent"> & {
    booking: Pick<BookingFacts, "endsAt">;
    now: Date;
  },
): PlannedMessage {
  const { booking, now, ...own } = facts;
  return {
    ...own,
    workflowId: null,
    stepId: null,
    workflowName: notice.name,
    stepNumber: 1,
    channel: "email",
    recipientRole: notice.recipientRole,
    bodyTemplate: notice.body,
    subjectTemplate: notice.subject,
    contentSid: null,
    fallback: null,
    dueAt: now,
    movedFromAt: null,
    movedReason: null,
    relevantUntilAt: new Date(newsRelevantUntil(booking, now).getTime() + 24 * millisecondsPerHour),
    skipReason: own.recipient === "" ? "no_email" : null,
  };
}

/** News of a change is of use until the meeting ends, and for an hour at least. */
export function newsRelevantUntil({ endsAt }: Pick<BookingFacts, "endsAt">, now: Date): Date {
  return new Date(Math.max(endsAt.getTime(), now.getTime() + millisecondsPerHour));
}

/** Whether those who were added are told: they hear of a meeting once it is agreed, and then of what becomes of it. */
function concernsOthers({ occasion, wasConfirmedBefore = false }: NoticeInput): boolean {
  if (occasion === "requested") return false;
  return occasion === "confirmed" || occasion === "rescheduled" || wasConfirmedBefore;
}

/** Whether the booking's own mails change calendars: what isn't agreed was never in them. */
function hasCalendarEvent({ occasion, wasConfirmedBefore = false }: NoticeInput): boolean {
  return occasion === "declined" ? wasConfirmedBefore : occasion !== "requested";
}
