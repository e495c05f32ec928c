import type { Transaction } from "@/db/client";
import { auditEntries } from "@/db/schema/outbox";
import { auditActor } from "@/server/services/audit-actor";
import type { ServiceContext } from "@/server/services/service-context";

export type AuditAction =
  | "booking.created"
  | "booking.requested"
  | "booking.confirmed"
  | "booking.declined"
  | "booking.rescheduled"
  | "booking.cancelled"
  | "booking.location_changed"
  | "booking.guests_added"
  | `booking.attendee_${"added" | "removed"}`
  | "booking.rated"
  | "booking.attendance_confirmed"
  | `booking.${"attendee" | "host"}_${"absent" | "present"}`;

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
    ...auditActor(ctx.actor),
    ...(byLink && ctx.actor.kind === "anonymous" && { actorKind: "link_holder" }),
    requestId: ctx.requestId,
    createdAt: ctx.clock.now(),
  });
}
