import { eq } from "drizzle-orm";
import { attempts, messages, receipts } from "@/db/schema/messages";
import type { DeliveryStatus } from "@/server/providers/sms/port";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { foldReceiptsInto } from "./fold-receipts-into";
import { markAccepted } from "./record-outcome";

export type Receipt = {
  attemptId: string;
  providerMessageId: string;
  status: DeliveryStatus;
  errorCode?: string;
};

/**
 * Keeps what the provider says of an attempt and moves its message accordingly; doubled, late and reordered
 * receipts end in the same state. Returns whether the receipt belongs to an attempt of ours. The caller has
 * checked the provider's signature.
 */
export async function recordReceipt(ctx: ServiceContext, receipt: Receipt): Promise<{ known: boolean }> {
  return inTransaction(ctx, async ({ tx }) => {
    const [found] = await tx
      .select({ messageId: attempts.messageId })
      .from(attempts)
      .where(eq(attempts.id, receipt.attemptId));
    if (!found) return { known: false };
    const [message] = await tx.select().from(messages).where(eq(messages.id, found.messageId)).for("update");
    const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, receipt.attemptId));
    if (!message || !attempt) return { known: false };
    const { providerMessageId } = receipt;
    if (attempt.providerMessageId !== null && attempt.providerMessageId !== providerMessageId) {
      return { known: false };
    }
    await tx
      .insert(receipts)
      .values({
        attemptId: attempt.id,
        status: receipt.status,
        code: receipt.errorCode ?? "",
        receivedAt: ctx.clock.now(),
      })
      .onConflictDoNothing();
    if (attempt.providerMessageId === null) {
      const state = attempt.state === "unknown" ? "accepted" : attempt.state;
      await tx.update(attempts).set({ providerMessageId, state }).where(eq(attempts.id, attempt.id));
    }
    if (message.currentAttemptId !== attempt.id) return { known: true };
    if (message.state === "reconciling") await markAccepted(ctx, tx, message, attempt, providerMessageId);
    else await foldReceiptsInto(ctx, tx, message.id);
    return { known: true };
  });
}
