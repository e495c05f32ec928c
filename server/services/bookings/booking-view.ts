import type { BookingRecord } from "@/db/queries/booking-queries";
import type { MessageRecord } from "@/db/queries/message-queries";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import { maskRecipient } from "@/server/domain/phone/mask-recipient";
import type { FallbackKind } from "@/server/domain/workflows/fallback";
import type {
  MessageChannel,
  MessageReason,
  MessageState,
  MoveReason,
  RecipientRole,
} from "@/server/domain/workflows/message-state";

/** A message of a plan as anyone with the booking may read it. */
export type MessageView = {
  id: string;
  workflow: { id: number | null; name: string };
  step: { id: number | null; number: number };
  channel: MessageChannel;
  recipientRole: RecipientRole;
  /** Masked. */
  recipient: string;
  dueAt: string;
  /** When its workflow alone would have it due, where that is another time, and what moved it. */
  movedFromAt: string | null;
  movedReason: MoveReason | null;
  state: MessageState;
  reason: MessageReason | null;
  code: string | null;
  attemptCount: number;
  /** What follows it if it doesn’t arrive, and after how long without a receipt. */
  fallback: { kind: FallbackKind; afterMinutes: number | null } | null;
  /** The message that it follows, which didn’t arrive. */
  parentMessageId: string | null;
};

/** A booking and its plan, with instants as ISO strings so that a kept answer reads like a fresh one. */
export type BookingView = {
  id: number;
  uid: string;
  status: BookingStatus;
  title: string;
  notes: string;
  location: string;
  startsAt: string;
  endsAt: string;
  /** When it was said that the attendee will come. */
  attendanceConfirmedAt: string | null;
  eventType: { id: number; slug: string; title: string };
  host: { id: number; name: string; email: string; username: string; timeZone: string };
  attendees: {
    id: number;
    name: string;
    email: string | null;
    phoneNumber: string | null;
    timeZone: string;
    language: string;
    absent: boolean;
  }[];
  /** Whether the host didn't come. */
  hostAbsent: boolean;
  /** How whoever booked found it, from 1 to 5. */
  rating: { stars: number; comment: string } | null;
  guests: string[];
  responses: Record<string, unknown>;
  metadata: Record<string, string>;
  calendarUid: string;
  calendarSequence: number;
  rescheduledFromUid: string | null;
  rescheduledToUid: string | null;
  reschedulingReason: string | null;
  rescheduledByEmail: string | null;
  cancellationReason: string | null;
  cancelledByEmail: string | null;
  rejectionReason: string | null;
  /** Its place in a session, with the names of the others where the organizer shows them. */
  seat: { uid: string; number: number; seatsPerSlot: number | null; companions: string[] | null } | null;
  /** The series that it is an occurrence of, when it was to start at first, and the starts of all that stand. */
  series: { uid: string; index: number; occurrenceAt: string; startsAt: string[] } | null;
  createdAt: string;
  updatedAt: string;
  /** What the workflows owe. */
  workflows: MessageView[];
  /** The booking's own e-mails. */
  notifications: MessageView[];
};

/** The view of a booking with its plan in the given order. */
export function bookingView(record: BookingRecord, messages: MessageRecord[]): BookingView {
  const { booking, host, eventType } = record;
  return {
    id: booking.id,
    uid: booking.uid,
    status: booking.status,
    title: booking.title,
    notes: booking.notes,
    location: booking.location,
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    attendanceConfirmedAt: booking.attendanceConfirmedAt?.toISOString() ?? null,
    eventType: { id: eventType.id, slug: eventType.slug, title: eventType.title },
    host: {
      id: host.id,
      name: host.name,
      email: host.email,
      username: host.username,
      timeZone: host.timeZone,
    },
    attendees: record.attendees.map(({ id, name, email, phoneNumber, timeZone, language, absent }) => ({
      id,
      name,
      email,
      phoneNumber,
      timeZone,
      language,
      absent,
    })),
    hostAbsent: booking.hostAbsent,
    rating: booking.rating === null ? null : { stars: booking.rating, comment: booking.ratingComment },
    guests: booking.guests,
    responses: booking.responses,
    metadata: booking.metadata,
    calendarUid: booking.calendarUid,
    calendarSequence: booking.calendarSequence,
    rescheduledFromUid: booking.rescheduledFromUid,
    rescheduledToUid: booking.rescheduledToUid,
    reschedulingReason: booking.reschedulingReason,
    rescheduledByEmail: booking.rescheduledByEmail,
    cancellationReason: booking.cancellationReason,
    cancelledByEmail: booking.cancelledByEmail,
    rejectionReason: booking.rejectionReason,
    seat: seatView(record),
    series: seriesView(record),
    createdAt: booking.createdAt.toISOString(),
    updatedAt: booking.updatedAt.toISOString(),
    workflows: messages.filter(isOfWorkflow).map(messageView),
    notifications: messages.filter((message) => !isOfWorkflow(message)).map(messageView),
  };
}

function seatView({ seat, eventType }: BookingRecord): BookingView["seat"] {
  if (seat === null) return null;
  const { uid, number, companions } = seat;
  const { seatsPerSlot, showsSeatAttendees } = eventType;
  return { uid, number, seatsPerSlot, companions: showsSeatAttendees ? companions : null };
}

function seriesView({ booking, seriesStartsAt }: BookingRecord): BookingView["series"] {
  const { seriesUid: uid, seriesIndex: index, occurrenceAt } = booking;
  if (uid === null || index === null || occurrenceAt === null) return null;
  const startsAt = (seriesStartsAt ?? []).map((start) => start.toISOString());
  return { uid, index, occurrenceAt: occurrenceAt.toISOString(), startsAt };
}

/** The view of one message. */
export function messageView(message: MessageRecord): MessageView {
  return {
    id: message.id,
    workflow: { id: message.workflowId, name: message.workflowName },
    step: { id: message.stepId, number: message.stepNumber },
    channel: message.channel,
    recipientRole: message.recipientRole,
    // What an organizer has called is nobody else's business.
    recipient: message.channel === "webhook" ? "•••" : maskRecipient(message.recipient),
    dueAt: message.dueAt.toISOString(),
    movedFromAt: message.movedFromAt?.toISOString() ?? null,
    movedReason: message.movedReason,
    state: message.state,
    reason: message.reason,
    code: message.code,
    attemptCount: message.attemptCount,
    fallback: message.fallback && {
      kind: message.fallback.kind,
      afterMinutes: message.fallback.afterMinutes,
    },
    parentMessageId: message.parentMessageId,
  };
}

/** Whether a message is one of a workflow, or follows one. */
export function isOfWorkflow(message: Pick<MessageRecord, "source" | "parentMessageId">): boolean {
  return message.source.startsWith("step:") || message.parentMessageId !== null;
}
