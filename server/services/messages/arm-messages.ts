import { and, eq, inArray, lte, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { messages } from "@/db/schema/messages";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { armingHorizonMs, rearmingGraceMs } from "@/server/domain/workflows/message-timing";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { phoneProviderOfMessage } from "./phone-providers";

type Message = typeof messages.$inferSelect;

/**
 * Arms the planned messages of a booking that are due within the arming horizon: each gets a new generation and
 * an event of its own. Returns how many; repeating it arms nothing twice.
 */
export async function armBookingMessages(ctx: ServiceContext, bookingId: number): Promise<number> {
  return inTransaction(ctx, async (unit) => {
    const horizon = new Date(ctx.clock.now().getTime() + armingHorizonMs);
    const planned = await unit.tx
      .select({ id: messages.id })
      .from(messages)
      .where(
        and(eq(messages.bookingId, bookingId), eq(messages.state, "planned"), lte(messages.dueAt, horizon)),
      )
      .orderBy(messages.id)
      .for("update");
    return armLocked(
      ctx,
      unit,
      planned.map((message) => message.id),
    );
  });
}

/** Arms messages whose rows the transaction has locked in a state that may be armed; returns how many. */
export async function armLocked(ctx: ServiceContext, unit: UnitOfWork, ids: string[]): Promise<number> {
  const now = ctx.clock.now();
  const armed = await markArmed(unit.tx, ids, now);
  for (const { id, generation, ...message } of armed) {
    const { dueAt, channel } = message;
    const sender = senderOf(ctx, message);
    const event = { messageId: id, generation, dueAt: dueAt.toISOString(), channel, sender };
    unit.emit(dueAt <= now ? "message/due" : "message/armed", event);
  }
  return armed.length;
}

function senderOf(
  { providers }: ServiceContext,
  { channel, recipient, provider: named }: Pick<Message, "channel" | "recipient" | "provider">,
): string {
  if (channel === "webhook") return providers.webhook.senderId(recipient);
  if (!isToPhone(channel)) return providers.email.senderId;
  const provider = phoneProviderOfMessage(providers, { channel, provider: named });
  return provider?.senderIds[channel] ?? provider?.name ?? channel;
}

async function markArmed(tx: Transaction, ids: string[], now: Date) {
  if (ids.length === 0) return [];
  return tx
    .update(messages)
    .set({
      state: "armed",
      generation: sql`${messages.generation} + 1`,
      nextAttemptAt: null,
      heldBySenderId: null,
      nextLookAt: sql`least(${messages.fallbackAt}, ${messages.relevantUntilAt},
        greatest(${messages.dueAt}, ${now.toISOString()}::timestamptz) + ${rearmingGraceMs / 1000} * interval '1 second')`,
      updatedAt: now,
    })
    .where(inArray(messages.id, ids))
    .returning({
      id: messages.id,
      generation: messages.generation,
      dueAt: messages.dueAt,
      channel: messages.channel,
      recipient: messages.recipient,
      provider: messages.provider,
    });
}
