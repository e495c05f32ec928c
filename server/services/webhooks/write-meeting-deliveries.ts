import { and, arrayContains, eq, gt, isNull, lte, notExists, or } from "drizzle-orm";
import { findBooking } from "@/db/queries/booking-queries";
import { bookings } from "@/db/schema/bookings";
import { webhookDeliveries, webhooks } from "@/db/schema/webhooks";
import { bookingPayload } from "@/server/domain/webhooks/booking-payload";
import { deliveryBody } from "@/server/domain/webhooks/delivery-body";
import { meetingTriggers } from "@/server/domain/webhooks/webhook-trigger";
import { inTransaction } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { insertDeliveries } from "./insert-deliveries";
import { webhookBookingOf } from "./webhook-booking-of";

const madeUpForMs = 24 * 3_600_000;
const momentOf = { MEETING_STARTED: bookings.startsAt, MEETING_ENDED: bookings.endsAt } as const;

/**
 * Tells webhooks of the meetings that have started and ended since they subscribed, each once, at most `limit` of each
 * kind; what is a day old is not made up for. Returns how many it told of.
 */
export async function writeMeetingDeliveries(ctx: ServiceContext, limit: number): Promise<number> {
  let written = 0;
  for (const trigger of meetingTriggers) written += await writeOfTrigger(ctx, trigger, limit);
  return written;
}

async function writeOfTrigger(
  ctx: ServiceContext,
  trigger: (typeof meetingTriggers)[number],
  limit: number,
): Promise<number> {
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const now = ctx.clock.now();
    const momentAt = momentOf[trigger];
    const told = tx
      .select({ id: webhookDeliveries.id })
      .from(webhookDeliveries)
      .where(
        and(
          eq(webhookDeliveries.webhookId, webhooks.id),
          eq(webhookDeliveries.bookingId, bookings.id),
          eq(webhookDeliveries.trigger, trigger),
          isNull(webhookDeliveries.replayOfId),
        ),
      );
    const due = await tx
      .select({ webhook: webhooks, bookingId: bookings.id })
      .from(bookings)
      .innerJoin(webhooks, eq(webhooks.ownerId, bookings.ownerId))
      .where(
        and(
          eq(bookings.status, "accepted"),
          lte(momentAt, now),
          gt(momentAt, new Date(now.getTime() - madeUpForMs)),
          gt(momentAt, webhooks.subscribedAt),
          eq(webhooks.active, true),
          arrayContains(webhooks.triggers, [trigger]),
          or(isNull(webhooks.eventTypeId), eq(webhooks.eventTypeId, bookings.eventTypeId)),
          notExists(told),
        ),
      )
      .orderBy(momentAt, bookings.id, webhooks.id)
      .limit(limit);
    for (const { webhook, bookingId } of due) {
      const record = await findBooking(tx, { id: bookingId });
      if (!record) continue;
      const payload = bookingPayload(await webhookBookingOf(tx, record));
      const body = deliveryBody(trigger, payload, { template: webhook.payloadTemplate, now });
      await insertDeliveries(ctx, unit, [
        { webhookId: webhook.id, ownerId: webhook.ownerId, bookingId, trigger, ...body },
      ]);
    }
    return due.length;
  });
}
