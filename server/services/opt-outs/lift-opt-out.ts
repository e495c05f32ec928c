import { and, eq, gt, isNull, ne, notInArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { factsOf, findBooking } from "@/db/queries/booking-queries";
import { lockBookingRows, lockOptOut } from "@/db/queries/host-locks";
import { isOfBooking } from "@/db/queries/is-of-booking";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import { messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import { type PlannedMessage, planTimed } from "@/server/domain/workflows/plan-messages";
import { insertPlan } from "@/server/services/bookings/write-plan";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";

export type Lifting = { by: "reply" } | { by: "organizer"; consent: string };

type Slot = Pick<PlannedMessage, "source" | "recipient" | "occurrence">;

/**
 * Takes a number off an owner's list of those that want no texts, and plans anew what was skipped for it and still
 * is to come. Returns the opt-out's id, or null when there is none. The host is locked already.
 */
export async function liftOptOut(
  ctx: ServiceContext,
  tx: Transaction,
  { ownerId, phoneNumber }: { ownerId: number; phoneNumber: string },
  lifting: Lifting,
): Promise<number | null> {
  await lockOptOut(tx, { ownerId, phoneNumber });
  const [row] = await tx
    .update(optOuts)
    .set({
      liftedAt: ctx.clock.now(),
      liftedBy: lifting.by,
      consent: lifting.by === "organizer" ? lifting.consent : null,
    })
    .where(and(eq(optOuts.ownerId, ownerId), eq(optOuts.phoneNumber, phoneNumber), isNull(optOuts.liftedAt)))
    .returning({ id: optOuts.id });
  if (!row) return null;
  await writeOwnerAudit(ctx, tx, { ownerId, action: "opt_out.lifted", id: row.id });
  const skipped = await findSkipped(ctx, tx, { ownerId, phoneNumber });
  for (const bookingId of new Set(skipped.map((slot) => slot.bookingId))) {
    const slots = skipped.filter((slot) => slot.bookingId === bookingId).map(slotOf);
    await planAnew(ctx, tx, bookingId, new Set(slots));
  }
  return row.id;
}

async function findSkipped(
  ctx: ServiceContext,
  tx: Transaction,
  { ownerId, phoneNumber }: { ownerId: number; phoneNumber: string },
) {
  const rows = await tx
    .select({
      bookingId: messages.bookingId,
      source: messages.source,
      recipient: messages.recipient,
      occurrence: messages.occurrence,
    })
    .from(messages)
    .where(
      and(
        eq(messages.ownerId, ownerId),
        eq(messages.recipient, phoneNumber),
        ne(messages.channel, "email"),
        eq(messages.reason, "opted_out"),
        gt(messages.dueAt, ctx.clock.now()),
      ),
    )
    .orderBy(messages.bookingId);
  return rows.filter(isOfBooking);
}

/** Plans of a booking what has a moment of its own that lies ahead, as its workflows are now. */
async function planAnew(
  ctx: ServiceContext,
  tx: Transaction,
  bookingId: number,
  slots: ReadonlySet<string>,
): Promise<void> {
  await lockBookingRows(tx, [bookingId]);
  const record = await findBooking(tx, { id: bookingId });
  if (record?.booking.status !== "accepted") return;
  const { ownerId, eventTypeId, requestedWorkflowIds: requestedIds } = record.booking;
  const workflows = await findWorkflowsInForce(tx, { ownerId, eventTypeId, requestedIds });
  const { smsCountries } = ctx.installation;
  const input = { booking: factsOf(record), now: ctx.clock.now(), smsCountries };
  const plan = workflows.flatMap((workflow) =>
    planTimed({ ...workflow, lateBooking: { kind: "skip" } }, input),
  );
  const live = await findLive(tx, bookingId);
  const due = plan.filter(
    (message) => message.skipReason === null && slots.has(slotOf(message)) && !live.has(slotOf(message)),
  );
  await insertPlan(ctx, tx, { bookingId, ownerId }, due);
}

async function findLive(tx: Transaction, bookingId: number): Promise<ReadonlySet<string>> {
  const rows = await tx
    .select({ source: messages.source, recipient: messages.recipient, occurrence: messages.occurrence })
    .from(messages)
    .where(
      and(
        eq(messages.bookingId, bookingId),
        notInArray(messages.state, ["cancelled", "superseded", "skipped"]),
      ),
    );
  return new Set(rows.map(slotOf));
}

function slotOf({ source, recipient, occurrence }: Slot): string {
  return JSON.stringify([source, recipient, occurrence]);
}
