import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { attempts, messages, receipts } from "@/db/schema/messages";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { nextReceiptLookAt, reconciliationLookDelayMs } from "@/server/domain/workflows/message-timing";
import { LookupError } from "@/server/providers/sms/port";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { foldReceiptsInto } from "./fold-receipts-into";
import { findSentTexts, onlyMatch } from "./match-sent-text";
import { phoneProviderOf } from "./phone-providers";
import { markAccepted } from "./record-outcome";
import { startFallback } from "./start-fallback";

type Message = typeof messages.$inferSelect;
type Attempt = typeof attempts.$inferSelect;

export type LookUpReport = {
  kind: "settled" | "open" | "gave_up" | "not_looked_for" | "provider_unavailable";
};

const providerUnavailableDelayMs = 60_000;
const givingUpAfterMs = 24 * 60 * 60_000;

/**
 * Asks the provider about one message: for an unanswered attempt whether it holds the text, for an accepted one
 * how far it has come. After the last look without an answer the message is `unconfirmed`; it is never sent
 * again, but followed by its fallback, as is one that has waited for its receipt as long as its step says.
 */
export async function lookUpMessage(ctx: ServiceContext, messageId: string): Promise<LookUpReport> {
  const [message] = await ctx.db.select().from(messages).where(eq(messages.id, messageId));
  if (!message?.currentAttemptId || !message.nextLookAt) return { kind: "not_looked_for" };
  // A repeated call must not use up the looks that are to come.
  if (message.nextLookAt > ctx.clock.now()) return { kind: "not_looked_for" };
  const [attempt] = await ctx.db.select().from(attempts).where(eq(attempts.id, message.currentAttemptId));
  if (!attempt) return { kind: "not_looked_for" };
  try {
    if (message.state === "reconciling") return await reconcile(ctx, message, attempt);
    if (message.state === "accepted") return await fetchReceipt(ctx, message, attempt);
    return { kind: "not_looked_for" };
  } catch (error) {
    if (!(error instanceof LookupError)) throw error;
    ctx.logger.warn({ messageId, code: error.code }, "the provider couldn't be asked");
    return postpone(ctx, message, attempt);
  }
}

async function reconcile(ctx: ServiceContext, message: Message, attempt: Attempt): Promise<LookUpReport> {
  if (!isToPhone(message.channel)) return settle(ctx, message, async () => false);
  const provider = phoneProviderOf(ctx.providers, attempt);
  if (!provider) return giveUp(ctx, message);
  const sent = await findSentTexts(provider, message, attempt);
  return settle(ctx, message, async (unit, current) => {
    const only = await onlyMatch(unit.tx, current, attempt, sent);
    if (!only) return false;
    await keepReceipt(ctx, unit.tx, attempt, only);
    await markAccepted(ctx, unit, current, attempt, only.providerMessageId);
    return true;
  });
}

async function fetchReceipt(ctx: ServiceContext, message: Message, attempt: Attempt): Promise<LookUpReport> {
  if (!isToPhone(message.channel) || !message.providerMessageId) return { kind: "not_looked_for" };
  const provider = phoneProviderOf(ctx.providers, attempt);
  if (!provider) return giveUp(ctx, message);
  const found = await provider.fetchStatus(message.providerMessageId);
  return settle(ctx, message, async (unit) => {
    if (!found) return false;
    await keepReceipt(ctx, unit.tx, attempt, found);
    await foldReceiptsInto(ctx, unit, message.id);
    const [after] = await unit.tx
      .select({ state: messages.state })
      .from(messages)
      .where(eq(messages.id, message.id));
    return after?.state === "delivered" || after?.state === "undelivered";
  });
}

async function keepReceipt(
  ctx: ServiceContext,
  tx: Transaction,
  attempt: Attempt,
  receipt: { status: string; errorCode?: string },
): Promise<void> {
  await tx
    .insert(receipts)
    .values({
      attemptId: attempt.id,
      status: receipt.status,
      code: receipt.errorCode ?? "",
      receivedAt: ctx.clock.now(),
    })
    .onConflictDoNothing();
}

/**
 * Runs `apply` on the message if nothing moved it meanwhile; where it settles nothing, plans the next look, and has a
 * text followed that has waited long enough for its receipt.
 */
async function settle(
  ctx: ServiceContext,
  seen: Message,
  apply: (unit: UnitOfWork, current: Message) => Promise<boolean>,
): Promise<LookUpReport> {
  return inTransaction(ctx, async (unit) => {
    const current = await lockAsSeen(unit, seen);
    if (!current) return { kind: "not_looked_for" };
    if (await apply(unit, current)) return { kind: "settled" };
    const lookCount = current.lookCount + 1;
    const nextLookAt = nextLook({ ...current, lookCount }, ctx.clock.now());
    await leaveOpen(ctx, unit, current, { lookCount, nextLookAt });
    return { kind: nextLookAt === null ? "gave_up" : "open" };
  });
}

async function lockAsSeen({ tx }: UnitOfWork, seen: Message): Promise<Message | null> {
  const [current] = await tx.select().from(messages).where(eq(messages.id, seen.id)).for("update");
  return current && current.state === seen.state && current.lookCount === seen.lookCount ? current : null;
}

function nextLook({ state, lookCount, fallbackAt }: Message, now: Date): Date | null {
  if (state !== "reconciling") return nextReceiptLookAt(lookCount, openFallbackAt(fallbackAt, now), now);
  const delayMs = reconciliationLookDelayMs(lookCount);
  return delayMs === null ? null : new Date(now.getTime() + delayMs);
}

function openFallbackAt(fallbackAt: Date | null, now: Date): Date | null {
  return fallbackAt !== null && fallbackAt > now ? fallbackAt : null;
}

/** Plans the next look at a message that nothing settled; without one it stays unconfirmed. */
async function leaveOpen(
  ctx: ServiceContext,
  unit: UnitOfWork,
  current: Message,
  { lookCount, nextLookAt }: Pick<Message, "lookCount" | "nextLookAt">,
): Promise<void> {
  const now = ctx.clock.now();
  const { id, fallbackAt } = current;
  const isOverdue = fallbackAt !== null && fallbackAt <= now;
  await unit.tx
    .update(messages)
    .set(
      nextLookAt === null
        ? { state: "unconfirmed", nextLookAt, fallbackAt: null, lookCount, updatedAt: now }
        : { nextLookAt, fallbackAt: openFallbackAt(fallbackAt, now), lookCount, updatedAt: now },
    )
    .where(eq(messages.id, id));
  if (isOverdue || nextLookAt === null) await startFallback(ctx, unit, id);
}

/** Ends the looks for a message whose provider nobody can ask any more. */
async function giveUp(ctx: ServiceContext, message: Message): Promise<LookUpReport> {
  return inTransaction(ctx, async (unit) => {
    const current = await lockAsSeen(unit, message);
    if (!current) return { kind: "not_looked_for" };
    await leaveOpen(ctx, unit, current, { lookCount: current.lookCount, nextLookAt: null });
    return { kind: "gave_up" };
  });
}

async function postpone(ctx: ServiceContext, message: Message, attempt: Attempt): Promise<LookUpReport> {
  await inTransaction(ctx, async (unit) => {
    const now = ctx.clock.now();
    const current = await lockAsSeen(unit, message);
    if (!current) return;
    const lookedLongEnough = now.getTime() - attempt.startedAt.getTime() > givingUpAfterMs;
    const nextLookAt = lookedLongEnough ? null : new Date(now.getTime() + providerUnavailableDelayMs);
    await leaveOpen(ctx, unit, current, { lookCount: current.lookCount, nextLookAt });
  });
  return { kind: "provider_unavailable" };
}
