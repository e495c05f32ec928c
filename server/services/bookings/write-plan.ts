import type { Transaction } from "@/db/client";
import { cancelMessages, lockStoppableMessages, supersedeMessages } from "@/db/queries/message-queries";
import { findOptedOut } from "@/db/queries/opt-out-queries";
import { messages } from "@/db/schema/messages";
import { diffPlans } from "@/server/domain/workflows/diff-plans";
import { type FallbackMessage, planInstead } from "@/server/domain/workflows/fallback";
import { isToPhone, type MessageReason } from "@/server/domain/workflows/message-state";
import { firstLookAt } from "@/server/domain/workflows/message-timing";
import type { PlannedMessage } from "@/server/domain/workflows/plan-messages";
import { skipOptedOut } from "@/server/domain/workflows/skip-opted-out";
import type { ServiceContext } from "@/server/services/service-context";

/** One that may name the provider it has to leave through. */
type WrittenMessage = PlannedMessage & Partial<Pick<FallbackMessage, "provider">>;

type PlanOwner = { bookingId: number; ownerId: number };

/**
 * Writes a plan as the messages of a booking, with the mails that stand in for texts which can't be tried; returns the
 * ids of the plan in its order.
 */
export async function insertPlan(
  ctx: ServiceContext,
  tx: Transaction,
  owner: PlanOwner,
  plan: WrittenMessage[],
): Promise<string[]> {
  const heeded = await heedOptOuts(tx, owner.ownerId, plan);
  const rows = heeded.map((message) => ({ id: ctx.random.uuid(), message }));
  await insertMessages(ctx, tx, owner, rows);
  return rows.map(({ id }) => id);
}

/**
 * Writes a plan and ends the messages of `fromBookingId` that have not gone out: each is superseded by its
 * successor in the plan, else cancelled with `reason`. One that is going out already is left alone.
 */
export async function replacePlan(
  ctx: ServiceContext,
  tx: Transaction,
  change: PlanOwner & { fromBookingId: number; reason: MessageReason; plan: PlannedMessage[] },
): Promise<void> {
  const { reason, fromBookingId } = change;
  const now = ctx.clock.now();
  const plan = await heedOptOuts(tx, change.ownerId, change.plan);
  const ids = new Map(plan.map((message) => [message, ctx.random.uuid()]));
  const diff = diffPlans(await lockStoppableMessages(tx, fromBookingId), plan);
  await cancelMessages(tx, diff.withdrawn, reason, now);
  const successors = diff.superseded.map(({ id, by }) => ({ id, byId: ids.get(by) ?? null }));
  await supersedeMessages(tx, successors, reason, now);
  await insertMessages(
    ctx,
    tx,
    change,
    [...ids].map(([message, id]) => ({ id, message })),
  );
}

/** A plan without texts to those who want none; every plan that is written goes through here. */
async function heedOptOuts<Message extends PlannedMessage>(
  tx: Transaction,
  ownerId: number,
  plan: Message[],
): Promise<Message[]> {
  const phones = plan.filter(({ channel }) => isToPhone(channel)).map(({ recipient }) => recipient);
  return skipOptedOut(plan, await findOptedOut(tx, ownerId, phones));
}

async function insertMessages(
  ctx: ServiceContext,
  tx: Transaction,
  { bookingId, ownerId }: PlanOwner,
  plan: { id: string; message: PlannedMessage }[],
): Promise<void> {
  if (plan.length === 0) return;
  const now = ctx.clock.now();
  const instead = plan.flatMap(({ id, message }) => {
    const mail = planInstead({ ...message, id }, now);
    return mail ? [{ id: ctx.random.uuid(), message: mail }] : [];
  });
  const rows = [...plan, ...instead].map(({ id, message: { skipReason, ...message } }) => ({
    ...message,
    id,
    bookingId,
    ownerId,
    state: skipReason === null ? ("planned" as const) : ("skipped" as const),
    reason: skipReason,
    nextLookAt: skipReason === null ? firstLookAt(message.dueAt, now) : null,
    createdAt: now,
    updatedAt: now,
  }));
  await tx.insert(messages).values(rows);
}
