import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { attempts, messages, receipts } from "@/db/schema/messages";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { receiptLookDelayMs, reconciliationLookDelayMs } from "@/server/domain/workflows/message-timing";
import { LookupError } from "@/server/providers/sms/port";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { foldReceiptsInto } from "./fold-receipts-into";
import { findSentTexts, onlyMatch } from "./match-sent-text";
import { phoneProviderOf } from "./phone-providers";
import { markAccepted } from "./record-outcome";

type Message = typeof messages.$inferSelect;
type Attempt = typeof attempts.$inferSelect;

export type LookUpReport = {
  kind: "settled" | "open" | "gave_up" | "not_looked_for" | "provider_unavailable";
};

const providerUnavailableDelayMs = 60_000;
const givingUpAfterMs = 24 * 60 * 60_000;

/**
 * Asks the provider about one message: for an unanswered attempt whether it holds the text, for an accepted one
 * how far it has come. After the last look without an answer, or where the attempt's provider is no longer
 * configured, the message is `unconfirmed`; it is never sent again.
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
  return settle(ctx, message, async (tx, current) => {
    const only = await onlyMatch(tx, current, attempt, sent);
    if (!only) return false;
    await keepReceipt(ctx, tx, attempt, only);
    await markAccepted(ctx, tx, current, attempt, only.providerMessageId);
    return true;
  });
}

async function fetchReceipt(ctx: ServiceContext, message: Message, attempt: Attempt): Promise<LookUpReport> {
  if (!isToPhone(message.channel) || !message.providerMessageId) return { kind: "not_looked_for" };
  const provider = phoneProviderOf(ctx.providers, attempt);
  if (!provider) return giveUp(ctx, message);
  const found = await provider.fetchStatus(message.providerMessageId);
  return settle(ctx, message, async (tx) => {
    if (!found) return false;
    await keepReceipt(ctx, tx, attempt, found);
    await foldReceiptsInto(ctx, tx, message.id);
    const [after] = await tx
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

/** Runs `apply` on the message if nothing moved it meanwhile; where it settles nothing, plans the next look. */
async function settle(
  ctx: ServiceContext,
  seen: Message,
  apply: (tx: Transaction, current: Message) => Promise<boolean>,
): Promise<LookUpReport> {
  return inTransaction(ctx, async ({ tx }) => {
    const [current] = await tx.select().from(messages).where(eq(messages.id, seen.id)).for("update");
    if (!current || current.state !== seen.state || current.lookCount !== seen.lookCount) {
      return { kind: "not_looked_for" };
    }
    if (await apply(tx, current)) return { kind: "settled" };
    const now = ctx.clock.now();
    const lookCount = current.lookCount + 1;
    const delayMs =
      current.state === "reconciling" ? reconciliationLookDelayMs(lookCount) : receiptLookDelayMs(lookCount);
    await tx
      .update(messages)
      .set(
        delayMs === null
          ? { state: "unconfirmed", nextLookAt: null, lookCount, updatedAt: now }
          : { nextLookAt: new Date(now.getTime() + delayMs), lookCount, updatedAt: now },
      )
      .where(eq(messages.id, current.id));
    return { kind: delayMs === null ? "gave_up" : "open" };
  });
}

/** Ends the looks for a message whose provider nobody can ask any more. */
async function giveUp(ctx: ServiceContext, { id, state }: Message): Promise<LookUpReport> {
  await ctx.db
    .update(messages)
    .set({ state: "unconfirmed", nextLookAt: null, updatedAt: ctx.clock.now() })
    .where(and(eq(messages.id, id), eq(messages.state, state)));
  return { kind: "gave_up" };
}

async function postpone(ctx: ServiceContext, message: Message, attempt: Attempt): Promise<LookUpReport> {
  const now = ctx.clock.now();
  const lookedLongEnough = now.getTime() - attempt.startedAt.getTime() > givingUpAfterMs;
  await ctx.db
    .update(messages)
    .set(
      lookedLongEnough
        ? { state: "unconfirmed", nextLookAt: null, updatedAt: now }
        : { nextLookAt: new Date(now.getTime() + providerUnavailableDelayMs), updatedAt: now },
    )
    .where(and(eq(messages.id, message.id), eq(messages.state, message.state)));
  return { kind: "provider_unavailable" };
}
