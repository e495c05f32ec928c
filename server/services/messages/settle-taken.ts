import { eq } from "drizzle-orm";
import { attempts, messages } from "@/db/schema/messages";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { acceptMessage } from "./record-outcome";

/**
 * Settles a message that waits for another attempt although a callback has proved meanwhile that the provider took
 * the one it refused; returns whether it did. The attempt keeps the refusal that was answered.
 */
export async function settleTaken(
  ctx: ServiceContext,
  unit: UnitOfWork,
  message: typeof messages.$inferSelect,
): Promise<boolean> {
  if (!message.currentAttemptId) return false;
  const { tx } = unit;
  const [attempt] = await tx
    .select({ providerMessageId: attempts.providerMessageId })
    .from(attempts)
    .where(eq(attempts.id, message.currentAttemptId));
  if (!attempt?.providerMessageId) return false;
  const now = ctx.clock.now();
  await tx
    .update(messages)
    .set({ state: "sending", leaseExpiresAt: now, nextLookAt: now })
    .where(eq(messages.id, message.id));
  await acceptMessage(ctx, unit, message, attempt.providerMessageId);
  return true;
}
