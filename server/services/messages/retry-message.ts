import { and, eq, notInArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { factsOf, findBooking } from "@/db/queries/booking-queries";
import { lockBooking } from "@/db/queries/host-locks";
import { cancelFallbacks } from "@/db/queries/message-queries";
import { findRetryFacts } from "@/db/queries/message-retry-queries";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { workflowSteps } from "@/db/schema/workflows";
import { describeRetryRefusal, judgeRetry } from "@/server/domain/workflows/judge-retry";
import type { RetryMessageInput } from "@/server/domain/workflows/message-input";
import { armingHorizonMs, firstLookAt } from "@/server/domain/workflows/message-timing";
import { type StepText, textOfStep } from "@/server/domain/workflows/step-text";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { armLocked } from "./arm-messages";
import { messageNotFound } from "./message-not-found";
import { writeMessageAudit } from "./write-message-audit";

type Message = typeof messages.$inferSelect;

/** The message that is sent in the other's place, and when. */
export type RetriedMessage = { id: string; dueAt: string };

/**
 * Sends a message anew that failed, was called off or was skipped: a new message takes its place, with the text that
 * its step has now. It goes out at its own time where that is to come, else at once. Each message is sent anew once:
 * asking again answers the same and sends nothing. What was to follow it is called off, since the new one has a
 * fallback of its own; none where that has gone out already.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a message that isn't theirs;
 * CONFLICT with the reasons of `judgeRetry`, and `may_have_arrived` where nobody knows what became of the last attempt
 * and the caller hasn't said that it may arrive twice.
 */
export async function retryMessage(ctx: ServiceContext, input: RetryMessageInput): Promise<RetriedMessage> {
  const ownerId = requireUserId(ctx.actor);
  const { id, mayArriveTwice } = input;
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const message = await lockMessage(tx, ownerId, id);
    const taken = message.retriedById === null ? null : await findSuccessor(tx, message.retriedById);
    if (taken) return taken;
    const facts = (await findRetryFacts(tx, ownerId, [id])).get(id);
    if (!facts) throw messageNotFound(id);
    const now = ctx.clock.now();
    const verdict = judgeRetry(facts, now);
    if (verdict.kind === "refused") {
      throw new ServiceError("CONFLICT", describeRetryRefusal(verdict.why), { reason: verdict.why });
    }
    if (verdict.mayHaveArrived && !mayArriveTwice) throw mayHaveArrived();
    const byId = ctx.random.uuid();
    await tx.update(messages).set({ retriedById: byId }).where(eq(messages.id, id));
    const { dueAt } = verdict;
    await insertSuccessor(ctx, tx, message, { byId, dueAt });
    await writeMessageAudit(ctx, tx, {
      ownerId,
      bookingId: message.bookingId,
      action: "message.retried",
      messageId: id,
      byId,
    });
    if (dueAt.getTime() <= now.getTime() + armingHorizonMs) await armLocked(ctx, unit, [byId]);
    return { id: byId, dueAt: dueAt.toISOString() };
  });
}

/** Locks a message together with its booking, so that neither is cancelled or moved meanwhile. */
async function lockMessage(tx: Transaction, ownerId: number, id: string): Promise<Message> {
  const own = and(eq(messages.id, id), eq(messages.ownerId, ownerId));
  const [found] = await tx
    .select({ uid: bookings.uid })
    .from(messages)
    .leftJoin(bookings, eq(bookings.id, messages.bookingId))
    .where(own);
  if (!found) throw messageNotFound(id);
  if (found.uid !== null) await lockBooking(tx, found.uid);
  const [message] = await tx.select().from(messages).where(own).for("update");
  if (!message) throw messageNotFound(id);
  return message;
}

async function findSuccessor(tx: Transaction, id: string): Promise<RetriedMessage | null> {
  const [row] = await tx
    .select({ id: messages.id, dueAt: messages.dueAt })
    .from(messages)
    .where(eq(messages.id, id));
  return row ? { id: row.id, dueAt: row.dueAt.toISOString() } : null;
}

async function insertSuccessor(
  ctx: ServiceContext,
  tx: Transaction,
  message: Message,
  { byId, dueAt }: { byId: string; dueAt: Date },
): Promise<void> {
  const now = ctx.clock.now();
  const { ownerId, bookingId, source, workflowId, stepId, workflowName, stepNumber } = message;
  const { channel, recipientRole, recipient, occurrence, relevantUntilAt, parentMessageId, provider } =
    message;
  const isFollowed = await endFallback(tx, message.id, now);
  const text = await presentText(tx, message);
  await tx.insert(messages).values({
    ...{ ownerId, bookingId, source, workflowId, stepId, workflowName, stepNumber },
    ...{ channel, recipientRole, recipient, occurrence, relevantUntilAt, parentMessageId, provider },
    ...text,
    fallback: isFollowed ? null : text.fallback,
    id: byId,
    dueAt,
    state: "planned",
    nextLookAt: firstLookAt(dueAt, now),
    createdAt: now,
    updatedAt: now,
  });
}

/**
 * Calls off what was to follow a message, since the one in its place has a fallback of its own; returns whether it had
 * gone out already, so that nobody gets it twice.
 */
async function endFallback(tx: Transaction, id: string, now: Date): Promise<boolean> {
  await cancelFallbacks(tx, [id], "parent_retried", now);
  const [left] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.parentMessageId, id),
        notInArray(messages.state, ["cancelled", "superseded", "skipped"]),
      ),
    );
  return left !== undefined;
}

/** The text of the message's step as it is now: whoever sends it anew may have mended the template first. */
async function presentText(tx: Transaction, message: Message): Promise<StepText> {
  const { bookingId, stepId, bodyTemplate, subjectTemplate, contentSid, includeCalendarEvent } = message;
  const own = { bodyTemplate, subjectTemplate, contentSid, includeCalendarEvent, fallback: message.fallback };
  if (stepId === null) return own;
  const [step] = await tx.select().from(workflowSteps).where(eq(workflowSteps.id, stepId));
  const record = bookingId === null ? null : await findBooking(tx, { id: bookingId });
  return (step && record && textOfStep(step, message, factsOf(record))) ?? own;
}

function mayHaveArrived(): ServiceError {
  return new ServiceError(
    "CONFLICT",
    "It may have arrived: nobody knows what became of the last attempt. Say that it may arrive twice to send it again.",
    { field: "mayArriveTwice", reason: "may_have_arrived" },
  );
}
