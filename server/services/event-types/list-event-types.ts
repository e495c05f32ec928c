import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type EventTypeView, eventTypeView } from "./event-type-view";
import { findOwnEventTypes } from "./own-event-types";

/**
 * The organizer's own event types, oldest first.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listEventTypes(ctx: ServiceContext): Promise<EventTypeView[]> {
  const rows = await findOwnEventTypes(ctx.db, requireUserId(ctx.actor));
  return rows.map(({ eventType, owner }) => eventTypeView(eventType, owner, ctx.publicUrl));
}
