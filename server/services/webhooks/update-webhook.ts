import { eq } from "drizzle-orm";
import { lockHost } from "@/db/queries/host-locks";
import { webhooks } from "@/db/schema/webhooks";
import type { UpdateWebhookInput } from "@/server/domain/webhooks/webhook-input";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { addressTaken } from "./address-taken";
import { cancelDeliveries } from "./cancel-deliveries";
import { requireCallable } from "./require-callable";
import { requireWebhook, type WebhookRow } from "./require-webhook";
import { secretPurpose } from "./secret-purpose";
import { type WebhookView, webhookView } from "./webhook-view";

/**
 * Changes a webhook; what is left out stays. Switched off, what it still was to be told is called off.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for one that isn't theirs;
 * BAD_REQUEST for an address that isn't called; CONFLICT for an address that another has.
 */
export async function updateWebhook(ctx: ServiceContext, input: UpdateWebhookInput): Promise<WebhookView> {
  const ownerId = requireUserId(ctx.actor);
  const { id, within, secret, ...changes } = input;
  await requireWebhook(ctx.db, ownerId, { id, within });
  if (changes.subscriberUrl !== undefined) {
    await requireCallable(ctx, changes.subscriberUrl, "subscriberUrl");
  }
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const before = await requireWebhook(tx, ownerId, { id, within });
    const now = ctx.clock.now();
    const sealed = secret === undefined ? {} : { sealedSecret: sealedOf(ctx, ownerId, secret) };
    const [row] = await tx
      .update(webhooks)
      .set({ ...changes, ...sealed, ...startedAnew(before, changes, now), updatedAt: now })
      .where(eq(webhooks.id, id))
      .returning();
    if (!row) throw new Error("The webhook was not updated.");
    if (!row.active) await cancelDeliveries(tx, id, now);
    await writeOwnerAudit(ctx, tx, { ownerId, action: "webhook.updated", id });
    return webhookView(row);
  }).catch((error: unknown) => {
    throw addressTaken(error);
  });
}

function sealedOf(ctx: ServiceContext, ownerId: number, secret: string | null): string | null {
  return secret === null ? null : ctx.secrets.seal(secret, secretPurpose(ownerId));
}

/** What an edit forgets: an address or a switch makes another subscription of it, and so do other triggers. */
function startedAnew(
  before: WebhookRow,
  changes: Partial<Pick<WebhookRow, "active" | "subscriberUrl" | "triggers">>,
  now: Date,
): Partial<WebhookRow> {
  const {
    active = before.active,
    subscriberUrl = before.subscriberUrl,
    triggers = before.triggers,
  } = changes;
  const isElsewhere = subscriberUrl !== before.subscriberUrl;
  const isOnAgain = active && !before.active;
  const tellsMore = triggers.some((trigger) => !before.triggers.includes(trigger));
  return {
    ...((isElsewhere || isOnAgain || tellsMore) && { subscribedAt: now }),
    ...((isElsewhere || isOnAgain) && { failingSinceAt: null }),
    ...(isOnAgain && { disabledAt: null, noticeClaimedAt: null }),
  };
}
