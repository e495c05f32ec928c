import { eq } from "drizzle-orm";
import { supersedeMessages } from "@/db/queries/message-queries";
import { messages } from "@/db/schema/messages";
import { canFollow } from "@/server/domain/workflows/fallback";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
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
  const followerId = canFollow(fallback) ? await startFallback(ctx, unit, id) : null;
  if (followerId === null) return false;
  await supersedeMessages(unit.tx, [{ id, byId: followerId }], "followed_in_time", now);
  return true;
}
