import { and, eq, notExists, notInArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Transaction } from "@/db/client";
import { type BookingRecord, factsOf } from "@/db/queries/booking-queries";
import { cancelMessages, lockStoppableMessages } from "@/db/queries/message-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { messages } from "@/db/schema/messages";
import type { RecipientRole } from "@/server/domain/workflows/message-state";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import type { ServiceContext } from "@/server/services/service-context";
import { insertPlan } from "./write-plan";

export type Absence = Extract<BookingOccasion, "attendee_no_show" | "host_no_show">;

/** What stands in for a text that couldn’t be tried, and was withdrawn with the absence. */
const instead = alias(messages, "instead");

/** Plans what workflows owe for an absence, but for what has gone out for it before or still is to. */
export async function planAbsence(
  ctx: ServiceContext,
  tx: Transaction,
  record: BookingRecord,
  { absence, alreadyTold }: { absence: Absence; alreadyTold: readonly RecipientRole[] },
): Promise<void> {
  const { id: bookingId, ownerId, eventTypeId, requestedWorkflowIds: requestedIds } = record.booking;
  const plan = planMessages({
    occasion: absence,
    booking: factsOf(record),
    workflows: await findWorkflowsInForce(tx, { ownerId, eventTypeId, requestedIds }),
    now: ctx.clock.now(),
    alreadyTold,
    smsCountries: ctx.installation.smsCountries,
  });
  const owed = await tx
    .select({ source: messages.source, recipient: messages.recipient })
    .from(messages)
    .where(
      and(
        eq(messages.bookingId, bookingId),
        eq(messages.occurrence, absence),
        notInArray(messages.state, ["cancelled", "superseded"]),
        notExists(
          tx
            .select({ id: instead.id })
            .from(instead)
            .where(and(eq(instead.parentMessageId, messages.id), eq(instead.reason, "no_show_withdrawn"))),
        ),
      ),
    );
  const isOwed = (one: { source: string; recipient: string }) =>
    owed.some(({ source, recipient }) => source === one.source && recipient === one.recipient);
  await insertPlan(
    ctx,
    tx,
    { bookingId, ownerId },
    plan.filter((message) => !isOwed(message)),
  );
}

/** Ends what an absence owed and has not gone out. */
export async function withdrawAbsence(
  ctx: ServiceContext,
  tx: Transaction,
  bookingId: number,
  absence: Absence,
): Promise<void> {
  const waiting = await lockStoppableMessages(tx, bookingId, eq(messages.occurrence, absence));
  const ids = waiting.map(({ id }) => id);
  await cancelMessages(tx, ids, "no_show_withdrawn", ctx.clock.now());
}
