import type { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { eventTypes } from "@/db/schema/event-types";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { eventTypeNotFound } from "./event-type-not-found";
import type { getEventTypeInputSchema } from "./get-event-type";
import { isOwn } from "./own-event-types";

/** What remains to be said of an event type that is offered no more. */
export type DeletedEventTypeView = { id: number; slug: string; title: string; lengthMinutes: number };

/**
 * Takes a kind of meeting off the offer, with its private links, and frees its slug; its bookings stay and can
 * still be cancelled.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for one that is not theirs.
 */
export async function deleteEventType(
  ctx: ServiceContext,
  { id }: z.output<typeof getEventTypeInputSchema>,
): Promise<DeletedEventTypeView> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const now = ctx.clock.now();
    const [row] = await tx
      .update(eventTypes)
      .set({ deletedAt: now, updatedAt: now })
      .where(isOwn(ownerId, id))
      .returning();
    if (!row) throw eventTypeNotFound({ id });
    await writeOwnerAudit(ctx, tx, { ownerId, action: "event_type.deleted", id });
    return { id, slug: row.slug, title: row.title, lengthMinutes: row.lengthMinutes };
  });
}
