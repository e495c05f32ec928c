import { findBooking } from "@/db/queries/booking-queries";
import { findRetryFacts } from "@/db/queries/message-retry-queries";
import { findDeliveriesOf } from "@/db/queries/timeline-queries";
import { describeMessage, type MessageWords } from "@/server/domain/workflows/describe-message";
import type { AttemptState } from "@/server/domain/workflows/message-state";
import { type MessageChoices, messageChoices } from "@/server/services/messages/message-choices";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import { type MessageView, messageView } from "./booking-view";

type Deliveries = Awaited<ReturnType<typeof findDeliveriesOf>>;
type AttemptRow = Deliveries["attempts"][number];

/** One time that a message was handed to a provider, with what came of it. */
export type AttemptView = {
  number: number;
  state: AttemptState;
  provider: string;
  /** Whether a refusal was for now, for good, or of the whole account. */
  refusal: AttemptRow["refusal"];
  code: string | null;
  httpStatus: number | null;
  providerMessageId: string | null;
  startedAt: string;
  endedAt: string | null;
  /** What the provider reported later, oldest first. */
  receipts: { status: string; code: string | null; receivedAt: string }[];
};

/** A message of a plan as its organizer may read it: what it means, what was tried, and what can be done. */
export type BookingMessageView = MessageView &
  Pick<MessageWords, "headline" | "meaning"> & {
    nextAttemptAt: string | null;
    /** The message that was sent anew in its place. */
    retriedById: string | null;
    attempts: AttemptView[];
    choices: MessageChoices;
  };

/**
 * The messages that one of the organizer's bookings owes or owed, by due time, with every attempt.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a booking that is not theirs.
 */
export async function listBookingMessages(
  ctx: ServiceContext,
  { uid }: { uid: string },
): Promise<BookingMessageView[]> {
  const ownerId = requireUserId(ctx.actor);
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  const deliveries = await findDeliveriesOf(ctx.db, [record.booking.id]);
  const ids = deliveries.messages.map(({ id }) => id);
  const facts = await findRetryFacts(ctx.db, ownerId, ids);
  const now = ctx.clock.now();
  return deliveries.messages.flatMap((message) => {
    const known = facts.get(message.id);
    if (!known) return [];
    const attempts = deliveries.attempts.filter(({ messageId }) => messageId === message.id);
    const { headline, meaning } = describeMessage(message, now);
    return [
      {
        ...messageView({ ...message, attemptCount: attempts.length }),
        ...{ headline, meaning, retriedById: message.retriedById },
        nextAttemptAt: message.nextAttemptAt?.toISOString() ?? null,
        attempts: attempts.map((attempt) => attemptView(attempt, deliveries)),
        choices: messageChoices(known, now),
      },
    ];
  });
}

function attemptView(attempt: AttemptRow, { receipts }: Deliveries): AttemptView {
  const { number, state, provider, refusal, code, httpStatus, providerMessageId } = attempt;
  return {
    ...{ number, state, provider, refusal, code, httpStatus, providerMessageId },
    startedAt: attempt.startedAt.toISOString(),
    endedAt: attempt.endedAt?.toISOString() ?? null,
    receipts: receipts
      .filter(({ receipt }) => receipt.attemptId === attempt.id)
      .map(({ receipt }) => ({
        status: receipt.status,
        code: receipt.code || null,
        receivedAt: receipt.receivedAt.toISOString(),
      })),
  };
}
