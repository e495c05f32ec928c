import { and, eq, inArray, lte } from "drizzle-orm";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { armBookingMessages } from "@/server/services/messages/arm-messages";
import { sendMessage } from "@/server/services/messages/send-message";
import type { ServiceContext } from "@/server/services/service-context";

/** Arms and sends what a booking owes now, as the engine would. */
export async function sendDueMessages(ctx: ServiceContext, uid: string): Promise<void> {
  const [booking] = await ctx.db.select({ id: bookings.id }).from(bookings).where(eq(bookings.uid, uid));
  if (!booking) throw new Error(`There is no booking ${uid}.`);
  await armBookingMessages(ctx, booking.id);
  const due = await ctx.db
    .select({ messageId: messages.id, generation: messages.generation })
    .from(messages)
    .where(
      and(
        eq(messages.bookingId, booking.id),
        inArray(messages.state, ["armed", "retrying"]),
        lte(messages.dueAt, ctx.clock.now()),
      ),
    )
    .orderBy(messages.channel, messages.id);
  for (const message of due) await sendMessage(ctx, message);
}
