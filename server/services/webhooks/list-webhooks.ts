import { and, asc, eq, isNull } from "drizzle-orm";
import { webhooks } from "@/db/schema/webhooks";
import type { ListWebhooksInput } from "@/server/domain/webhooks/webhook-input";
import { findOwnEventTypes } from "@/server/services/event-types/own-event-types";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type WebhookView, webhookView } from "./webhook-view";

export type WebhookListItem = WebhookView & {
  /** What the event type is called; null for all bookings. */
  eventTypeTitle: string | null;
};

/**
 * The organizer's webhooks, oldest first: all, those of one event type, or (null) those of all bookings.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listWebhooks(
  ctx: ServiceContext,
  { eventTypeId }: ListWebhooksInput,
): Promise<WebhookListItem[]> {
  const ownerId = requireUserId(ctx.actor);
  const ofEventType = eventTypeId === null ? isNull(webhooks.eventTypeId) : undefined;
  const rows = await ctx.db
    .select()
    .from(webhooks)
    .where(
      and(
        eq(webhooks.ownerId, ownerId),
        typeof eventTypeId === "number" ? eq(webhooks.eventTypeId, eventTypeId) : ofEventType,
      ),
    )
    .orderBy(asc(webhooks.createdAt), asc(webhooks.id));
  const titles = new Map(
    (await findOwnEventTypes(ctx.db, ownerId)).map(({ eventType: { id, title } }) => [id, title]),
  );
  return rows.map((row) => ({
    ...webhookView(row),
    eventTypeTitle: row.eventTypeId === null ? null : (titles.get(row.eventTypeId) ?? ""),
  }));
}
