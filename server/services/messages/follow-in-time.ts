import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { supersedeMessages } from "@/db/queries/message-queries";
import { findSenders } from "@/db/queries/sender-queries";
import { attempts, messages } from "@/db/schema/messages";
import { canFollow } from "@/server/domain/workflows/fallback";
import { isToPhone } from "@/server/domain/workflows/message-state";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { otherPhoneProvider } from "./phone-providers";
import { settleTaken } from "./settle-taken";
import { startFallback } from "./start-fallback";

/**
 * Has a text that was refused for now, and hasn't left in the time that its step gives it, followed instead: what
 * follows takes its place, so that nobody gets both. Returns whether the text needs nothing more; where nothing can
 * follow, it goes on being tried. The caller has locked it, and nothing of it is under way.
 */
export async function followInTime(
  ctx: ServiceContext,
  unit: UnitOfWork,
  message: typeof messages.$inferSelect,
): Promise<boolean> {
  const { id, fallback, fallbackAt } = message;
  const now = ctx.clock.now();
  if (fallbackAt === null || fallbackAt > now) return false;
  if (await settleTaken(ctx, unit, message)) return true;
  await unit.tx.update(messages).set({ fallbackAt: null }).where(eq(messages.id, id));
  const isSure = canFollow(fallback) && (await canLeave(ctx, unit.tx, message));
  const followerId = isSure ? await startFallback(ctx, unit, id) : null;
  if (followerId === null) return false;
  await supersedeMessages(unit.tx, [{ id, byId: followerId }], "followed_in_time", now);
  return true;
}

/** Whether what follows needs no provider of texts, or another one that is there and whose sender works. */
async function canLeave(
  { providers }: ServiceContext,
  tx: Transaction,
  { fallback, channel, currentAttemptId }: typeof messages.$inferSelect,
): Promise<boolean> {
  if (fallback?.kind !== "other_provider") return true;
  if (!isToPhone(channel) || currentAttemptId === null) return false;
  const [attempt] = await tx
    .select({ provider: attempts.provider })
    .from(attempts)
    .where(eq(attempts.id, currentAttemptId));
  const senderId = attempt && otherPhoneProvider(providers, channel, attempt)?.senderIds[channel];
  if (!senderId) return false;
  const [sender] = await findSenders(tx, [senderId]);
  return sender === undefined || sender.state === "working";
}
