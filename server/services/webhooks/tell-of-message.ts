import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { bookings } from "@/db/schema/bookings";
import type { messages } from "@/db/schema/messages";
import type { ToldMessage } from "@/server/domain/webhooks/webhook-payload-schemas";
import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import type { ServiceContext } from "@/server/services/service-context";
import { writeDeliveries } from "./write-deliveries";

type Message = typeof messages.$inferSelect;

/**
 * Tells webhooks what became of a message: that it was delivered, which only receipts say, or that it failed. They are
 * called within a minute.
 */
export async function tellOfMessage(ctx: ServiceContext, tx: Transaction, message: Message): Promise<void> {
  const { id, bookingId, ownerId, channel, recipientRole, state, code } = message;
  // A test of the organizer's own is nobody else's news.
  if (bookingId === null) return;
  const [booking] = await tx
    .select({ eventTypeId: bookings.eventTypeId })
    .from(bookings)
    .where(eq(bookings.id, bookingId));
  if (!booking) return;
  const trigger = state === "delivered" ? "MESSAGE_DELIVERED" : "MESSAGE_FAILED";
  const told: ToldMessage = {
    ...{ id, channel, recipientRole, state, code },
    workflow: message.workflowName,
    step: message.stepNumber,
    dueAt: message.dueAt.toISOString(),
    meaning: code === null ? null : describeDeliveryCode(channel, code),
  };
  const { eventTypeId } = booking;
  const event = { trigger, bookingId, more: { message: told } } as const;
  await writeDeliveries(ctx, { tx, emit: null }, { ownerId, eventTypeId }, event);
}
