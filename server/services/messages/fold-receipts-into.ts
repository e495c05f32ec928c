import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { cancelFallbacks, cancelMessages } from "@/db/queries/message-queries";
import { attempts, messages, receipts } from "@/db/schema/messages";
import { isSeenByAccountCheck } from "@/server/domain/senders/sender-changes";
import { saysOptedOut } from "@/server/domain/workflows/delivery-codes";
import { foldReceipts } from "@/server/domain/workflows/fold-receipts";
import { messageTransitions } from "@/server/domain/workflows/message-state";
import type { UnitOfWork } from "@/server/services/in-transaction";
import { recordOptOut } from "@/server/services/opt-outs/record-opt-out";
import { senderIdOf } from "@/server/services/senders/sender-id-of";
import { stopSender } from "@/server/services/senders/stop-sender";
import type { ServiceContext } from "@/server/services/service-context";
import { tellOfMessage } from "@/server/services/webhooks/tell-of-message";
import { startFallback } from "./start-fallback";

/**
 * Moves a message to what the receipts of its current attempt say, whatever order they came in; does nothing
 * where they say nothing yet or the message is past it. One that didn't arrive is
 * followed by its fallback. One that arrived after all calls off what was to go out in its place, sent anew or as its
 * fallback, unless that is going out already.
 */
export async function foldReceiptsInto(
  ctx: ServiceContext,
  unit: UnitOfWork,
  messageId: string,
): Promise<void> {
  const { tx } = unit;
  const [message] = await tx.select().from(messages).where(eq(messages.id, messageId));
  if (!message?.currentAttemptId) return;
  const known = await tx
    .select({ status: receipts.status, code: receipts.code })
    .from(receipts)
    .where(eq(receipts.attemptId, message.currentAttemptId));
  const outcome = foldReceipts(known);
  if (!outcome) return;
  const code = outcome.state === "undelivered" ? outcome.code : null;
  const isReached = message.state === outcome.state;
  if (isReached ? message.code === code : !messageTransitions[message.state].includes(outcome.state)) return;
  await tx
    .update(messages)
    .set({ state: outcome.state, code, nextLookAt: null, fallbackAt: null, updatedAt: ctx.clock.now() })
    .where(eq(messages.id, messageId));
  await tellOfMessage(ctx, tx, { ...message, state: outcome.state, code });
  if (outcome.state === "delivered") {
    const again = message.retriedById === null ? [] : [message.retriedById];
    await cancelMessages(tx, again, "arrived_after_all", ctx.clock.now());
    await cancelFallbacks(tx, [messageId, ...again], "parent_delivered", ctx.clock.now());
  }
  const { ownerId, recipient: phoneNumber } = message;
  if (code !== null && saysOptedOut(code)) {
    await recordOptOut(ctx, tx, { ownerId, phoneNumber, source: "provider" });
  }
  if (outcome.state === "undelivered") await startFallback(ctx, unit, messageId);
  if (code !== null && isSeenByAccountCheck(code)) await stopByReceipt(ctx, tx, message, code);
}

/** The account was suspended after it had taken the message: what is to come would only be lost as well. */
async function stopByReceipt(
  ctx: ServiceContext,
  tx: Transaction,
  message: typeof messages.$inferSelect,
  code: string,
): Promise<void> {
  const [attempt] = await tx
    .select()
    .from(attempts)
    .where(eq(attempts.id, message.currentAttemptId ?? ""));
  const senderId =
    attempt && senderIdOf(ctx.providers, { channel: message.channel, provider: attempt.provider });
  if (!senderId) return;
  const { startedAt: attemptStartedAt } = attempt;
  await stopSender(ctx, tx, { senderId, code, messageId: message.id, attemptStartedAt });
}
