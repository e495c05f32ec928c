import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { lockStoppedSender } from "@/db/queries/sender-queries";
import { senders } from "@/db/schema/senders";
import { sendingLeaseMs } from "@/server/domain/workflows/message-timing";

/**
 * Whether a message may be handed over to its sender now: null when it may, else why not and when to look again. While
 * a sender is on probation one message may at a time, and this call may make it that one.
 */
export async function admitMessage(
  tx: Transaction,
  { messageId, senderId, now }: { messageId: string; senderId: string; now: Date },
): Promise<{ at: Date; code: string } | null> {
  const sender = await lockStoppedSender(tx, senderId);
  if (sender === null) return null;
  const code = sender.code ?? "unknown";
  if (sender.state === "stopped") return { at: sender.nextCheckAt ?? now, code };
  if (sender.probeExpiresAt !== null && sender.probeExpiresAt > now) {
    return { at: sender.probeExpiresAt, code };
  }
  await tx
    .update(senders)
    .set({
      probeMessageId: messageId,
      probeExpiresAt: new Date(now.getTime() + sendingLeaseMs),
      updatedAt: now,
    })
    .where(eq(senders.id, senderId));
  return null;
}
