import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { attempts, messages } from "@/db/schema/messages";
import { receiptLookDelayMs } from "@/server/domain/workflows/message-timing";
import type { ServiceContext } from "@/server/services/service-context";
import { foldReceiptsInto } from "./fold-receipts-into";

/**
 * Settles a message that waits for another attempt although a callback has proved meanwhile that the provider took
 * the one it refused; returns whether it did. The attempt keeps the refusal that was answered.
 */
export async function settleTaken(
  ctx: ServiceContext,
  tx: Transaction,
  message: typeof messages.$inferSelect,
): Promise<boolean> {
  if (!message.currentAttemptId) return false;
  const [attempt] = await tx
    .select({ providerMessageId: attempts.providerMessageId })
    .from(attempts)
    .where(eq(attempts.id, message.currentAttemptId));
  if (!attempt?.providerMessageId) return false;
  const now = ctx.clock.now();
  const isThis = eq(messages.id, message.id);
  await tx.update(messages).set({ state: "sending", leaseExpiresAt: now, nextLookAt: now }).where(isThis);
  await tx
    .update(messages)
    .set({
      state: "accepted",
      code: null,
      providerMessageId: attempt.providerMessageId,
      leaseExpiresAt: null,
      nextAttemptAt: null,
      lookCount: 0,
      nextLookAt: new Date(now.getTime() + (receiptLookDelayMs(0) ?? 0)),
      updatedAt: now,
    })
    .where(isThis);
  await foldReceiptsInto(ctx, tx, message.id);
  return true;
}
