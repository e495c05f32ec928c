import { z } from "zod";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { eventTypeNotFound } from "./event-type-not-found";
import { type EventTypeView, eventTypeView } from "./event-type-view";
import { findOwnEventTypes } from "./own-event-types";

export const getEventTypeInputSchema = z.object({ id: rowIdSchema });

/**
 * One of the organizer's own event types.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for one that is not theirs.
 */
export async function getEventType(
  ctx: ServiceContext,
  { id }: z.output<typeof getEventTypeInputSchema>,
): Promise<EventTypeView> {
  const [found] = await findOwnEventTypes(ctx.db, requireUserId(ctx.actor), id);
  if (!found) throw eventTypeNotFound({ id });
  return eventTypeView(found.eventType, found.owner, ctx.publicUrl);
}
