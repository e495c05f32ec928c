import { and, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { privateLinks } from "@/db/schema/event-types";
import { eventTypeNotFound } from "@/server/services/event-types/event-type-not-found";
import { findOwnEventTypes } from "@/server/services/event-types/own-event-types";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { type PrivateLinkView, privateLinkView } from "./private-link-view";

export const listPrivateLinksInputSchema = z.object({ eventTypeId: rowIdSchema });

/**
 * The private links of one of the organizer's event types, newest first, those of no use any more included.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for an event type that is not
 * theirs.
 */
export async function listPrivateLinks(
  ctx: ServiceContext,
  { eventTypeId }: z.output<typeof listPrivateLinksInputSchema>,
): Promise<PrivateLinkView[]> {
  const ownerId = requireUserId(ctx.actor);
  const [eventType] = await findOwnEventTypes(ctx.db, ownerId, eventTypeId);
  if (!eventType) throw eventTypeNotFound({ id: eventTypeId });
  const rows = await ctx.db
    .select()
    .from(privateLinks)
    .where(and(eq(privateLinks.eventTypeId, eventTypeId), eq(privateLinks.ownerId, ownerId)))
    .orderBy(desc(privateLinks.id));
  const now = ctx.clock.now();
  return rows.map((row) => privateLinkView(row, now));
}
