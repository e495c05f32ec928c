import { count, eq } from "drizzle-orm";
import { lockHost } from "@/db/queries/host-locks";
import { webhooks } from "@/db/schema/webhooks";
import type { CreateWebhookInput } from "@/server/domain/webhooks/webhook-input";
import { ServiceError } from "@/server/platform/service-error";
import { findOwnEventTypes } from "@/server/services/event-types/own-event-types";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { addressTaken } from "./address-taken";
import { requireCallable } from "./require-callable";
import { secretPurpose } from "./secret-purpose";
import { type WebhookView, webhookView } from "./webhook-view";

const maxWebhooks = 50;

/**
 * Subscribes an address to what happens to the organizer's bookings from now on, or to those of one event type.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for an event type that isn't
 * theirs; BAD_REQUEST for an address that isn't called, or when there are too many; CONFLICT for an address that is
 * subscribed.
 */
export async function createWebhook(ctx: ServiceContext, input: CreateWebhookInput): Promise<WebhookView> {
  const ownerId = requireUserId(ctx.actor);
  await requireCallable(ctx, input.subscriberUrl, "subscriberUrl");
  const { secret, eventTypeId, ...rest } = input;
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    if (eventTypeId !== null && (await findOwnEventTypes(tx, ownerId, eventTypeId)).length === 0) {
      throw unknownEventType(eventTypeId);
    }
    const [existing] = await tx
      .select({ count: count() })
      .from(webhooks)
      .where(eq(webhooks.ownerId, ownerId));
    if ((existing?.count ?? 0) >= maxWebhooks) throw tooMany();
    const now = ctx.clock.now();
    const [row] = await tx
      .insert(webhooks)
      .values({
        ...rest,
        id: ctx.random.uuid(),
        ownerId,
        eventTypeId,
        sealedSecret: secret === null ? null : ctx.secrets.seal(secret, secretPurpose(ownerId)),
        subscribedAt: now,
        createdAt: now,
        updatedAt: now,
      })
      .returning();
    if (!row) throw new Error("The webhook was not inserted.");
    await writeOwnerAudit(ctx, tx, { ownerId, action: "webhook.created", id: row.id });
    return webhookView(row);
  }).catch((error: unknown) => {
    throw addressTaken(error);
  });
}

function unknownEventType(eventTypeId: number): ServiceError {
  return new ServiceError("NOT_FOUND", `Event type with id ${eventTypeId} not found.`, {
    field: "eventTypeId",
    reason: "event_type_not_found",
  });
}

function tooMany(): ServiceError {
  return new ServiceError("BAD_REQUEST", `You can have at most ${maxWebhooks} webhooks.`, {
    reason: "too_many_webhooks",
  });
}
