import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { hasFailures } from "@/db/queries/sender-queries";
import { senders } from "@/db/schema/senders";
import { afterProof } from "@/server/domain/senders/sender-changes";
import type { ServiceContext } from "@/server/services/service-context";
import { saveSender } from "./save-sender";

/**
 * Notes that a message got through: a sender on probation for it works again, and one that resumed by a check is
 * trusted again. Says nothing about attempts from before the sender resumed.
 */
export async function proveSender(
  ctx: ServiceContext,
  tx: Transaction,
  { senderId, messageId, attemptStartedAt }: { senderId: string; messageId: string; attemptStartedAt: Date },
): Promise<void> {
  const [seen] = await tx.select({ id: senders.id }).from(senders).where(hasFailures(senderId));
  if (!seen) return;
  const [sender] = await tx.select().from(senders).where(eq(senders.id, senderId)).for("no key update");
  if (!sender) return;
  const isProof =
    sender.state === "probing"
      ? sender.probeMessageId === messageId
      : sender.state === "working" && sender.resumedAt !== null && attemptStartedAt >= sender.resumedAt;
  if (!isProof) return;
  const now = ctx.clock.now();
  await saveSender(tx, sender, afterProof(sender, now), now);
}

/** Lets another message try whether a sender on probation works, since this one's end says nothing about it. */
export async function endProbe(
  ctx: ServiceContext,
  tx: Transaction,
  { senderId, messageId }: { senderId: string; messageId: string },
): Promise<void> {
  await tx
    .update(senders)
    .set({ probeMessageId: null, probeExpiresAt: null, updatedAt: ctx.clock.now() })
    .where(and(eq(senders.id, senderId), eq(senders.probeMessageId, messageId)));
}
