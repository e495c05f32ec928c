import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { messages } from "@/db/schema/messages";
import { fallbackDueAt } from "@/server/domain/workflows/fallback";

/**
 * Has a message wait for its sender, without counting as a try. It is taken up again when the sender works, and else
 * looked at when its moment has gone, or when what is to follow it takes its place.
 */
export async function holdMessage(
  tx: Transaction,
  message: Pick<typeof messages.$inferSelect, "id" | "relevantUntilAt" | "fallback" | "fallbackAt">,
  held: { senderId: string; code: string; at: Date; now: Date },
): Promise<void> {
  const { relevantUntilAt, fallback } = message;
  // A text that would go over to the other provider is held because that one is stopped too.
  const fallbackAt =
    fallback?.kind === "other_provider" ? null : (message.fallbackAt ?? fallbackDueAt(fallback, held.now));
  await tx
    .update(messages)
    .set({
      state: "retrying",
      code: held.code,
      heldBySenderId: held.senderId,
      leaseExpiresAt: null,
      nextAttemptAt: held.at,
      fallbackAt,
      nextLookAt: fallbackAt !== null && fallbackAt < relevantUntilAt ? fallbackAt : relevantUntilAt,
      updatedAt: held.now,
    })
    .where(eq(messages.id, message.id));
}
