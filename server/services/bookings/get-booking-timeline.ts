import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import { findRetryFacts } from "@/db/queries/message-retry-queries";
import { findInboundOf } from "@/db/queries/reply-queries";
import { type ChainLink, findAuditOf, findChain, findDeliveriesOf } from "@/db/queries/timeline-queries";
import {
  bookingTimeline,
  type TimelineAudit,
  type TimelineEntry,
} from "@/server/domain/bookings/booking-timeline";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import type { WebhookBooking } from "@/server/domain/webhooks/booking-payload";
import { readableCallBody, stepCallBody } from "@/server/domain/webhooks/step-call-body";
import {
  describeFallback,
  describeFollowing,
  mayStillArrive,
  nameOfFollowing,
} from "@/server/domain/workflows/describe-fallback";
import { describeMessage, isMoving, type MessageWords } from "@/server/domain/workflows/describe-message";
import type { MessageChannel, MessageState, RecipientRole } from "@/server/domain/workflows/message-state";
import { type MessageChoices, messageChoices } from "@/server/services/messages/message-choices";
import { shownRecipient } from "@/server/services/messages/shown-recipient";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { webhookBookingOf } from "@/server/services/webhooks/webhook-booking-of";
import { bookingNotFound } from "./booking-not-found";
import { type BookingView, bookingView, isOfWorkflow } from "./booking-view";

type Deliveries = Awaited<ReturnType<typeof findDeliveriesOf>>;
type MessageRow = Deliveries["messages"][number];

/** A message as the organizer sees it: whole, with what it says and how it stands. */
export type OrganizerMessage = MessageWords & {
  id: string;
  name: string;
  isNotice: boolean;
  /** The message that it follows, and why in a sentence; null for one that follows none. */
  parentMessageId: string | null;
  follows: string | null;
  /** What happens if it doesn’t arrive, in a sentence, while that may still be. */
  ifUndelivered: string | null;
  channel: MessageChannel;
  recipientRole: RecipientRole;
  recipient: string;
  state: MessageState;
  dueAt: string;
  nextAttemptAt: string | null;
  attemptCount: number;
  providerMessageId: string | null;
  code: string | null;
  /** As it went out, or as it would now. */
  subject: string | null;
  body: string;
  choices: MessageChoices;
};

export type BookingTimeline = {
  booking: BookingView;
  /** The bookings that this one was and became by being moved, itself among them, oldest first. */
  chain: { uid: string; startsAt: string; status: string }[];
  messages: OrganizerMessage[];
  timeline: TimelineEntry[];
  /** Whether something is likely to change within seconds. */
  isMoving: boolean;
};

/**
 * Everything about one of the organizer's bookings: what happened to it and to its messages, what is still to
 * come, and what each thing means.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a booking that is not
 * theirs.
 */
export async function getBookingTimeline(
  ctx: ServiceContext,
  { uid }: { uid: string },
): Promise<BookingTimeline> {
  const ownerId = requireUserId(ctx.actor);
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  const now = ctx.clock.now();
  const chain = await findChain(ctx.db, uid);
  const ids = chain.map((link) => link.id);
  const [audit, deliveries, inbound] = await Promise.all([
    findAuditOf(ctx.db, ownerId, ids),
    findDeliveriesOf(ctx.db, ids),
    findInboundOf(ctx.db, ownerId, ids),
  ]);
  const own = deliveries.messages.filter((message) => message.bookingId === record.booking.id);
  const retryFacts = await findRetryFacts(
    ctx.db,
    ownerId,
    own.map((message) => message.id),
  );
  const choicesOf = (message: MessageRow) => {
    const facts = retryFacts.get(message.id);
    return facts ? [messageChoices(facts, now)] : [];
  };
  const told = await webhookBookingOf(ctx.db, record);
  const attemptsOf = (message: MessageRow) =>
    deliveries.attempts.filter((attempt) => attempt.messageId === message.id);
  return {
    booking: bookingView(
      record,
      own.map((message) => ({ ...message, attemptCount: attemptsOf(message).length })),
    ),
    chain: chain.map((link) => ({
      uid: link.uid,
      startsAt: link.startsAt.toISOString(),
      status: link.status,
    })),
    messages: own.flatMap((message) =>
      choicesOf(message).map((choices) => {
        const shown = organizerMessage(ctx, { record, told }, message, attemptsOf(message));
        const isFollowed = own.some(({ parentMessageId }) => parentMessageId === message.id);
        return { ...shown, ifUndelivered: isFollowed ? null : shown.ifUndelivered, choices };
      }),
    ),
    timeline: bookingTimeline({
      bookings: chain,
      audit: audit.map((row) => timelineAudit(row, chain)),
      messages: deliveries.messages.map((message) => ({ ...message, name: timelineName(message) })),
      attempts: deliveries.attempts,
      receipts: deliveries.receipts.map(({ receipt, messageId }) => ({ ...receipt, messageId })),
      inbound,
      now,
    }),
    isMoving: deliveries.messages.some((message) => isMoving(message, now)),
  };
}

function timelineName({ workflowName, parentMessageId, channel }: MessageRow): string {
  return parentMessageId === null ? workflowName : nameOfFollowing(workflowName, channel);
}

function timelineAudit(
  { entry, keyName }: Awaited<ReturnType<typeof findAuditOf>>[number],
  chain: ChainLink[],
): TimelineAudit {
  const booking = chain.find(({ id }) => id === entry.bookingId);
  const { fromBookingId, messageId } = entry.details;
  const reasons: Record<string, string | null | undefined> = {
    "booking.cancelled": booking?.cancellationReason,
    "booking.rescheduled": booking?.reschedulingReason,
    "booking.declined": booking?.rejectionReason,
  };
  return {
    ...entry,
    actorName: keyName,
    fromBookingId: typeof fromBookingId === "number" ? fromBookingId : null,
    messageId: typeof messageId === "string" ? messageId : null,
    reason: reasons[entry.action] ?? null,
  };
}

function organizerMessage(
  ctx: ServiceContext,
  { record, told }: { record: BookingRecord; told: WebhookBooking },
  message: MessageRow,
  tried: Deliveries["attempts"],
): Omit<OrganizerMessage, "choices"> {
  const values = bookingReader(factsOf(record, message), message.recipientRole, ctx.publicUrl);
  const { id, channel, recipientRole, state, providerMessageId, code } = message;
  return {
    ...describeMessage(message, ctx.clock.now()),
    id,
    name: message.workflowName,
    isNotice: !isOfWorkflow(message),
    follows: message.parentMessageId && describeFollowing(channel),
    parentMessageId: message.parentMessageId,
    ifUndelivered:
      mayStillArrive(message.state) && message.fallback ? describeFallback(message.fallback) : null,
    channel,
    recipientRole,
    recipient: shownRecipient(message),
    state,
    dueAt: message.dueAt.toISOString(),
    nextAttemptAt: message.heldBySenderId === null ? (message.nextAttemptAt?.toISOString() ?? null) : null,
    attemptCount: tried.length,
    providerMessageId,
    code,
    subject: message.subjectTemplate && renderTemplate(message.subjectTemplate, values),
    body:
      channel === "webhook"
        ? readableCallBody(tried.at(-1)?.body ?? stepCallBody(callerOf(message), told, ctx.clock.now()))
        : (tried.at(-1)?.body ?? renderTemplate(message.bodyTemplate, values)),
  };
}

function callerOf({ workflowId: id, workflowName: name, stepNumber }: MessageRow) {
  return { id, name, stepNumber };
}
