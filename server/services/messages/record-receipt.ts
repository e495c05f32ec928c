import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "@/db/client";
import { attempts, messages, receipts } from "@/db/schema/messages";
import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { foldReceiptsInto } from "./fold-receipts-into";
import { markAccepted } from "./record-outcome";

export type Receipt = {
  /** Absent when the provider does not say; then its own id tells the attempt. */
  attemptId?: string;
  /** Who says so; an attempt that was made elsewhere isn't theirs to speak of. */
  provider?: SmsProviderName;
  providerMessageId: string;
  status: DeliveryStatus;
  errorCode?: string;
};

type Attempt = typeof attempts.$inferSelect;

/**
 * Keeps what the provider says of an attempt and moves its message accordingly; doubled, late and reordered
 * receipts end in the same state. Returns whether the receipt belongs to an attempt of ours. The caller has
 * checked the provider's signature.
 */
export async function recordReceipt(ctx: ServiceContext, receipt: Receipt): Promise<{ known: boolean }> {
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const messageId = await messageOf(tx, receipt);
    if (messageId === null) return { known: false };
    const [message] = await tx.select().from(messages).where(eq(messages.id, messageId)).for("update");
    const [attempt] = await tx.select().from(attempts).where(attemptOf(receipt));
    const { provider, providerMessageId } = receipt;
    if (provider !== undefined && attempt?.provider !== provider) return { known: false };
    if (!message || !attempt || !(await mayBeOf(tx, attempt, providerMessageId))) return { known: false };
    await keep(ctx, tx, attempt, receipt);
    if (message.currentAttemptId !== attempt.id) return { known: true };
    if (message.state === "reconciling") {
      await markAccepted(ctx, unit, message, attempt, providerMessageId);
      return { known: true };
    }
    if (message.state === "unconfirmed") {
      await tx.update(messages).set({ providerMessageId }).where(eq(messages.id, message.id));
    }
    await foldReceiptsInto(ctx, unit, message.id);
    return { known: true };
  });
}

async function messageOf(tx: Transaction, receipt: Receipt): Promise<string | null> {
  if (receipt.attemptId && !z.uuid().safeParse(receipt.attemptId).success) return null;
  const [found] = await tx.select({ messageId: attempts.messageId }).from(attempts).where(attemptOf(receipt));
  return found?.messageId ?? null;
}

/** Whether the provider's id is that of the attempt, or one that no attempt has yet and this one may take. */
async function mayBeOf(tx: Transaction, attempt: Attempt, providerMessageId: string): Promise<boolean> {
  if (attempt.providerMessageId !== null) return attempt.providerMessageId === providerMessageId;
  const holders = await tx
    .select({ id: attempts.id })
    .from(attempts)
    .where(eq(attempts.providerMessageId, providerMessageId));
  return holders.length === 0;
}

function attemptOf({ attemptId, providerMessageId }: Receipt) {
  return attemptId ? eq(attempts.id, attemptId) : eq(attempts.providerMessageId, providerMessageId);
}

async function keep(ctx: ServiceContext, tx: Transaction, attempt: Attempt, receipt: Receipt): Promise<void> {
  await tx
    .insert(receipts)
    .values({
      attemptId: attempt.id,
      status: receipt.status,
      code: receipt.errorCode ?? "",
      receivedAt: ctx.clock.now(),
    })
    .onConflictDoNothing();
  if (attempt.providerMessageId !== null) return;
  await tx
    .update(attempts)
    .set({
      providerMessageId: receipt.providerMessageId,
      state: attempt.state === "unknown" ? "accepted" : attempt.state,
    })
    .where(eq(attempts.id, attempt.id));
}
