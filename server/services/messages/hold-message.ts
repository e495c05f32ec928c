import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { messages } from "@/db/schema/messages";

/**
 * Has a message wait for its sender, without counting as a try. It is taken up again when the sender works, and else
 * looked at when its moment has gone.
 */
export async function holdMessage(
  tx: Transaction,
  message: Pick<typeof messages.$inferSelect, "id" | "relevantUntilAt">,
  held: { senderId: string; code: string; at: Date; now: Date },
): Promise<void> {
  await tx
    .update(messages)
    .set({
      state: "retrying",
      code: held.code,
      heldBySenderId: held.senderId,
      leaseExpiresAt: null,
      nextAttemptAt: held.at,
      nextLookAt: message.relevantUntilAt,
      updatedAt: held.now,
    })
    .where(eq(messages.id, message.id));
}
