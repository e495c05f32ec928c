import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/outbox";
import { auditActor } from "@/server/services/audit-actor";
import type { ServiceContext } from "@/server/services/service-context";

export type MessageAudit = {
  ownerId: number;
  /** Null for tests. */
  bookingId: number | null;
  action: "message.cancelled" | "message.retried" | "message.tested";
  messageId: string;
  /** The message that takes its place. */
  byId?: string;
};

/** Records what an organizer did about a message, in the transaction that does it. */
export async function writeMessageAudit(
  ctx: ServiceContext,
  tx: Transaction,
  { ownerId, bookingId, action, messageId, byId }: MessageAudit,
): Promise<void> {
  await tx.insert(auditEntries).values({
    ownerId,
    bookingId,
    action,
    details: { messageId, ...(byId && { byId }) },
    door: ctx.door,
    ...auditActor(ctx.actor),
    requestId: ctx.requestId,
    createdAt: ctx.clock.now(),
  });
}
