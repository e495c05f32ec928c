import { and, count, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { attempts, messages } from "@/db/schema/messages";
import { saysOptedOut } from "@/server/domain/workflows/delivery-codes";
import { fallbackDueAt } from "@/server/domain/workflows/fallback";
import { isToPhone } from "@/server/domain/workflows/message-state";
import {
  nextReceiptLookAt,
  rearmingGraceMs,
  reconciliationLookDelayMs,
  retryDelayMs,
} from "@/server/domain/workflows/message-timing";
import type { SendOutcome } from "@/server/providers/sms/port";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { recordOptOut } from "@/server/services/opt-outs/record-opt-out";
import { senderIdOf } from "@/server/services/senders/sender-id-of";
import { endProbe, proveSender } from "@/server/services/senders/settle-probe";
import { stopSender } from "@/server/services/senders/stop-sender";
import type { ServiceContext } from "@/server/services/service-context";
import { tellOfMessage } from "@/server/services/webhooks/tell-of-message";
import { providerToGoOverTo } from "./choose-provider";
import { foldReceiptsInto } from "./fold-receipts-into";
import { holdMessage } from "./hold-message";
import { startFallback } from "./start-fallback";

export type RecordedOutcome =
  | { kind: "accepted" | "unanswered" | "superseded_answer" }
  | { kind: "failed"; code: string }
  | { kind: "retry"; at: Date; code: string }
  /** The account was refused, which stops the sender: the message waits until that works again. */
  | { kind: "held"; at: Date; code: string };

type Answer = { messageId: string; attemptId: string; outcome: SendOutcome };
type Message = typeof messages.$inferSelect;
type Attempt = typeof attempts.$inferSelect;

/**
 * Records a provider's answer to an attempt. An answer that comes after the lease ran out still settles the
 * message when it says that the provider accepted it.
 */
export async function recordOutcome(ctx: ServiceContext, answer: Answer): Promise<RecordedOutcome> {
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const [message] = await tx.select().from(messages).where(eq(messages.id, answer.messageId)).for("update");
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, answer.attemptId));
    if (!message || !attempt) throw new Error(`Attempt ${answer.attemptId} is not on record.`);
    const isCurrent =
      message.currentAttemptId === attempt.id &&
      (message.state === "sending" || message.state === "reconciling");
    if (!isCurrent) return { kind: "superseded_answer" };
    const { outcome } = answer;
    if (outcome.kind !== "unknown" && outcome.answer !== undefined) await keepAnswer(tx, attempt.id, outcome);
    if (outcome.kind === "accepted") {
      return markAccepted(ctx, unit, message, attempt, outcome.providerMessageId);
    }
    // A callback that carries the attempt's id proves that the provider took it, whatever the answer says.
    if (attempt.providerMessageId)
      return markAccepted(ctx, unit, message, attempt, attempt.providerMessageId);
    if (message.state === "reconciling") return { kind: "superseded_answer" };
    if (outcome.kind === "refused") return markRefused(ctx, unit, message, attempt, outcome);
    return markUnanswered(ctx, unit.tx, message, attempt, outcome.reason);
  });
}

/** Keeps what the other side said to an attempt. */
async function keepAnswer(
  tx: Transaction,
  attemptId: string,
  { answer, httpStatus }: { answer?: string; httpStatus?: number },
): Promise<void> {
  const storable = answer?.replaceAll("\u0000", "");
  await tx.update(attempts).set({ answer: storable, httpStatus }).where(eq(attempts.id, attemptId));
}

/** Marks a message and its attempt as accepted by the provider, and applies the receipts that came early. */
export async function markAccepted(
  ctx: ServiceContext,
  unit: UnitOfWork,
  message: Message,
  attempt: Attempt,
  providerMessageId: string,
): Promise<RecordedOutcome> {
  await unit.tx
    .update(attempts)
    .set({ state: "accepted", providerMessageId, endedAt: attempt.endedAt ?? ctx.clock.now() })
    .where(eq(attempts.id, attempt.id));
  await acceptMessage(ctx, unit, message, providerMessageId);
  const senderId = senderOf(ctx, message, attempt);
  if (senderId !== null) {
    const { startedAt: attemptStartedAt } = attempt;
    await proveSender(ctx, unit.tx, { senderId, messageId: message.id, attemptStartedAt });
  }
  return { kind: "accepted" };
}

function senderOf({ providers }: ServiceContext, { channel }: Message, { provider }: Attempt): string | null {
  return senderIdOf(providers, { channel, provider });
}

/** Moves a message that is being sent or looked for to accepted, and applies the receipts that came early. */
export async function acceptMessage(
  ctx: ServiceContext,
  unit: UnitOfWork,
  message: Message,
  providerMessageId: string,
): Promise<void> {
  const now = ctx.clock.now();
  const fallbackAt = fallbackDueAt(message.fallback, now);
  await unit.tx
    .update(messages)
    .set({
      state: "accepted",
      code: null,
      providerMessageId,
      leaseExpiresAt: null,
      nextAttemptAt: null,
      lookCount: 0,
      fallbackAt,
      nextLookAt: isToPhone(message.channel) ? nextReceiptLookAt(0, fallbackAt, now) : null,
      updatedAt: now,
    })
    .where(eq(messages.id, message.id));
  await foldReceiptsInto(ctx, unit, message.id);
}

async function markRefused(
  ctx: ServiceContext,
  unit: UnitOfWork,
  message: Message,
  attempt: Attempt,
  outcome: Extract<SendOutcome, { kind: "refused" }>,
): Promise<RecordedOutcome> {
  const { tx } = unit;
  const now = ctx.clock.now();
  const { refusal, code, httpStatus = null } = outcome;
  await tx
    .update(attempts)
    .set({ state: "refused", refusal, code, httpStatus, endedAt: now })
    .where(eq(attempts.id, attempt.id));
  const senderId = senderOf(ctx, message, attempt);
  if (refusal === "account" && senderId !== null) {
    const stop = { senderId, code, messageId: message.id, attemptStartedAt: attempt.startedAt };
    const { nextCheckAt: at } = await stopSender(ctx, tx, stop);
    // What can go over to the other provider does so at the next try.
    if (providerToGoOverTo(ctx, message, attempt.provider) === null) {
      await holdMessage(tx, message, { senderId, code, at, now });
      return { kind: "held", at, code };
    }
  }
  if (senderId !== null) await endProbe(ctx, tx, { senderId, messageId: message.id });
  if (refusal === "permanent") {
    await tx
      .update(messages)
      .set({
        ...{ state: "failed", code, leaseExpiresAt: null },
        ...{ nextLookAt: null, fallbackAt: null, updatedAt: now },
      })
      .where(eq(messages.id, message.id));
    await tellOfMessage(ctx, tx, { ...message, state: "failed", code });
    const { ownerId, recipient: phoneNumber } = message;
    if (saysOptedOut(code)) await recordOptOut(ctx, tx, { ownerId, phoneNumber, source: "provider" });
    await startFallback(ctx, unit, message.id);
    return { kind: "failed", code };
  }
  const least = outcome.retryAfterSeconds;
  const at = new Date(now.getTime() + retryDelayMs(await tryOf(tx, attempt), least));
  const fallbackAt = message.fallbackAt ?? fallbackDueAt(message.fallback, now);
  await tx
    .update(messages)
    .set({
      state: "retrying",
      code,
      heldBySenderId: null,
      leaseExpiresAt: null,
      nextAttemptAt: at,
      fallbackAt,
      nextLookAt: lookAtRefusedAt(at, fallbackAt, message.relevantUntilAt),
      updatedAt: now,
    })
    .where(eq(messages.id, message.id));
  return { kind: "retry", at, code };
}

/** When a message that is tried again at an instant is looked at: to arm it anew, have it followed, or end it in time. */
function lookAtRefusedAt(nextAttemptAt: Date, fallbackAt: Date | null, relevantUntilAt: Date): Date {
  const lostMs = nextAttemptAt.getTime() + rearmingGraceMs;
  const followMs = fallbackAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return new Date(Math.min(lostMs, followMs, relevantUntilAt.getTime()));
}

/** The number of an attempt among the message's own tries: refusals of the account aren't its own. */
async function tryOf(tx: Transaction, { messageId, number }: Attempt): Promise<number> {
  const [row] = await tx
    .select({ others: count() })
    .from(attempts)
    .where(and(eq(attempts.messageId, messageId), eq(attempts.refusal, "account")));
  return Math.max(1, number - (row?.others ?? 0));
}

/** Marks an attempt as unanswered: whether it went out is to be found out, and it is never repeated blindly. */
export async function markUnanswered(
  ctx: ServiceContext,
  tx: Transaction,
  message: Message,
  attempt: Attempt,
  code: string,
): Promise<RecordedOutcome> {
  const now = ctx.clock.now();
  const senderId = senderOf(ctx, message, attempt);
  if (senderId !== null) await endProbe(ctx, tx, { senderId, messageId: message.id });
  await tx.update(attempts).set({ state: "unknown", code, endedAt: now }).where(eq(attempts.id, attempt.id));
  await tx
    .update(messages)
    .set({
      state: "reconciling",
      code,
      leaseExpiresAt: null,
      lookCount: 0,
      nextLookAt: new Date(now.getTime() + (reconciliationLookDelayMs(0) ?? 0)),
      updatedAt: now,
    })
    .where(eq(messages.id, message.id));
  return { kind: "unanswered" };
}
