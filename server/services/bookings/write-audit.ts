import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/outbox";
import type { Actor, ServiceContext } from "@/server/services/service-context";

export type AuditAction =
  | "booking.created"
  | "booking.requested"
  | "booking.confirmed"
  | "booking.declined"
  | "booking.rescheduled"
  | "booking.cancelled";

/** Records who did what, in the transaction that does it. `details` holds ids and codes only. */
export async function writeAudit(
  ctx: ServiceContext,
  tx: Transaction,
  entry: {
    ownerId: number;
    bookingId: number;
    action: AuditAction;
    byLink: boolean;
    details?: Record<string, unknown>;
  },
): Promise<void> {
  const { byLink, details = {}, ...row } = entry;
  await tx.insert(auditEntries).values({
    ...row,
    details,
    door: ctx.door,
    actorKind: byLink && ctx.actor.kind === "anonymous" ? "link_holder" : ctx.actor.kind,
    actorId: actorId(ctx.actor),
    requestId: ctx.requestId,
    createdAt: ctx.clock.now(),
  });
}

function actorId(actor: Actor): string | null {
  if (actor.kind === "api_key") return String(actor.keyId);
  return actor.kind === "organizer" ? String(actor.userId) : null;
}
