import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/outbox";
import { auditActor } from "./audit-actor";
import type { ServiceContext } from "./service-context";

export type OwnerAuditAction =
  | `event_type.${"created" | "updated" | "deleted"}`
  | `schedule.${"created" | "updated" | "deleted"}`
  | `absence.${"created" | "updated" | "deleted"}`
  | `trip.${"created" | "deleted"}`
  | "api_key.refreshed"
  | `opt_out.${"recorded" | "lifted"}`
  | `recipient.${"verified" | "deleted"}`
  | `private_link.${"created" | "revoked"}`
  | `webhook.${"created" | "updated" | "deleted"}`;

/** Records what an organizer changed about their own, in the transaction that does it; `id` is what was changed. */
export async function writeOwnerAudit(
  ctx: ServiceContext,
  tx: Transaction,
  entry: { ownerId: number; action: OwnerAuditAction; id: number | string },
): Promise<void> {
  const { ownerId, action, id } = entry;
  await tx.insert(auditEntries).values({
    ownerId,
    action,
    details: { id },
    door: ctx.door,
    ...auditActor(ctx.actor),
    requestId: ctx.requestId,
    createdAt: ctx.clock.now(),
  });
}
