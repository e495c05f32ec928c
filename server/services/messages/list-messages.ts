import { z } from "zod";
import {
  countMessages,
  findMessagesOfGroup,
  findRecipient,
  type MessageListRow,
} from "@/db/queries/message-list-queries";
import { findRetryFacts } from "@/db/queries/message-retry-queries";
import { describeFollowing } from "@/server/domain/workflows/describe-fallback";
import { describeMessage, isMoving, type MessageWords } from "@/server/domain/workflows/describe-message";
import { type MessageGroup, messageGroups } from "@/server/domain/workflows/message-groups";
import type { MessageChannel, MessageState, RecipientRole } from "@/server/domain/workflows/message-state";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type MessageChoices, messageChoices } from "./message-choices";
import { shownRecipient } from "./shown-recipient";

export const listMessagesInputSchema = z.object({
  group: z.enum(messageGroups).default("attention"),
  /** Only those to the recipient of this message. */
  sameRecipientAs: z.uuid().optional(),
  skip: z.int().min(0).max(1_000_000).default(0),
  take: z.int().min(1).max(100).default(20),
});

export type MessageListItem = MessageWords & {
  id: string;
  name: string;
  stepNumber: number;
  channel: MessageChannel;
  recipientRole: RecipientRole;
  recipient: string;
  state: MessageState;
  dueAt: string;
  code: string | null;
  choices: MessageChoices;
  /** Why it is there, where it follows a text that didn’t arrive. */
  follows: string | null;
  /** Null for tests. */
  booking: { uid: string; startsAt: string; eventTypeTitle: string; attendeeName: string } | null;
  /** The workflow that owes it, or whose step a test shows; null for the booking's own mails. */
  workflowId: number | null;
};

export type MessageList = {
  items: MessageListItem[];
  counts: Record<MessageGroup, number>;
  /** Whose alone they are, where only one recipient's were asked for. */
  recipient: string | null;
  /** Whether one of these items is likely to change within seconds. */
  isMoving: boolean;
};

/**
 * A page of the messages that the organizer's own bookings owe or owed.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listMessages(
  ctx: ServiceContext,
  input: z.output<typeof listMessagesInputSchema>,
): Promise<MessageList> {
  const now = ctx.clock.now();
  const { sameRecipientAs } = input;
  const scope = { ownerId: requireUserId(ctx.actor), now, sameRecipientAs };
  const [counts, rows, same] = await Promise.all([
    countMessages(ctx.db, scope),
    findMessagesOfGroup(ctx.db, scope, input),
    sameRecipientAs === undefined ? null : findRecipient(ctx.db, scope.ownerId, sameRecipientAs),
  ]);
  return {
    items: await messageListItems(ctx, scope.ownerId, rows),
    counts,
    recipient: same && shownRecipient(same),
    isMoving: rows.some(({ message }) => isMoving(message, now)),
  };
}

/** Messages of a list in an organizer's words, with what can be done about each. */
export async function messageListItems(
  ctx: ServiceContext,
  ownerId: number,
  rows: readonly MessageListRow[],
): Promise<MessageListItem[]> {
  const now = ctx.clock.now();
  const facts = await findRetryFacts(
    ctx.db,
    ownerId,
    rows.map(({ message }) => message.id),
  );
  return rows.flatMap((row) => {
    const known = facts.get(row.message.id);
    return known ? [{ ...messageListItem(row, now), choices: messageChoices(known, now) }] : [];
  });
}

function messageListItem({ message, booking }: MessageListRow, now: Date): Omit<MessageListItem, "choices"> {
  const { id, channel, recipientRole, state, code } = message;
  return {
    ...describeMessage(message, now),
    id,
    name: message.workflowName,
    stepNumber: message.stepNumber,
    channel,
    recipientRole,
    recipient: shownRecipient(message),
    state,
    dueAt: message.dueAt.toISOString(),
    code,
    follows: message.parentMessageId && describeFollowing(channel),
    booking: booking && { ...booking, startsAt: booking.startsAt.toISOString() },
    workflowId: message.workflowId,
  };
}
