import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { shareBooking } from "@/db/queries/host-locks";
import { findRetryFacts } from "@/db/queries/message-retry-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { bookings } from "@/db/schema/bookings";
import { attempts, messages } from "@/db/schema/messages";
import { planFallback } from "@/server/domain/workflows/fallback";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { whyNotOwed } from "@/server/domain/workflows/why-not-owed";
import { insertPlan } from "@/server/services/bookings/write-plan";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { armLocked } from "./arm-messages";
import { otherPhoneProvider } from "./phone-providers";

type Message = typeof messages.$inferSelect;

/**
 * Owes what is to follow a text that didn't arrive, as a message of its own that goes out at once. It does so once,
 * however often it is called, and returns its id where it is on its way; not where the booking has changed so that the text is no news any more, where its
 * workflow doesn't ask for it any more, or where it was sent anew. The caller has locked the text.
 */
export async function startFallback(
  ctx: ServiceContext,
  unit: UnitOfWork,
  messageId: string,
): Promise<string | null> {
  const { tx } = unit;
  const [message] = await tx.select().from(messages).where(eq(messages.id, messageId));
  if (!message?.fallback || message.bookingId === null) return null;
  if (message.retriedById !== null || (await isFollowed(tx, messageId))) return null;
  const { ownerId, bookingId } = message;
  const fallback = planFallback(message, await otherProviderFor(ctx, tx, message), ctx.clock.now());
  // A change of the booking that commits first is seen; one that comes later finds the message and stops it.
  await shareBooking(tx, bookingId);
  if (!fallback || !(await isStillOwed(tx, { ...message, bookingId }))) return null;
  const ids = await insertPlan(ctx, tx, { ownerId, bookingId }, [fallback]);
  const planned = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.id, ids), eq(messages.state, "planned")));
  await armLocked(
    ctx,
    unit,
    planned.map(({ id }) => id),
  );
  return planned[0]?.id ?? null;
}

/** The name of the provider of texts that has not tried a message; null where there is none. */
async function otherProviderFor(
  { providers }: ServiceContext,
  tx: Transaction,
  { currentAttemptId, channel, fallback }: Message,
): Promise<string | null> {
  if (fallback?.kind !== "other_provider" || currentAttemptId === null || !isToPhone(channel)) return null;
  const [attempt] = await tx.select().from(attempts).where(eq(attempts.id, currentAttemptId));
  return attempt ? (otherPhoneProvider(providers, channel, attempt)?.name ?? null) : null;
}

async function isFollowed(tx: Transaction, parentId: string): Promise<boolean> {
  const [child] = await tx
    .select({ id: messages.id })
    .from(messages)
    .where(eq(messages.parentMessageId, parentId))
    .limit(1);
  return child !== undefined;
}

async function isStillOwed(
  tx: Transaction,
  { id, ownerId, bookingId, workflowId, stepId }: Message & { bookingId: number },
): Promise<boolean> {
  const facts = (await findRetryFacts(tx, ownerId, [id])).get(id);
  if (!facts || whyNotOwed(facts) !== null) return false;
  const [booking] = await tx
    .select({ eventTypeId: bookings.eventTypeId, requestedIds: bookings.requestedWorkflowIds })
    .from(bookings)
    .where(eq(bookings.id, bookingId));
  if (!booking) return false;
  const workflow = (await findWorkflowsInForce(tx, { ownerId, ...booking })).find(
    (each) => each.id === workflowId,
  );
  return workflow?.steps.some((step) => step.id === stepId && step.fallback !== null) ?? false;
}
