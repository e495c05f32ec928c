import type { Queryable } from "@/db/client";
import { type BookingToReplan, findBookingsToReplan } from "@/db/queries/workflow-change-queries";
import { diffWorkflow, type WorkflowDiff } from "@/server/domain/workflows/diff-workflow";
import { isInForce, type WorkflowInPlace } from "@/server/domain/workflows/propose-change";

/** How many messages of upcoming bookings a change adds, moves, rewords, calls off and leaves as they are. */
export type ChangeCounts = {
  adds: number;
  moves: number;
  rewrites: number;
  cancels: number;
  unchanged: number;
  /** The bookings of which any message changes. */
  bookings: number;
};

export const noChange: Readonly<ChangeCounts> = {
  adds: 0,
  moves: 0,
  rewrites: 0,
  cancels: 0,
  unchanged: 0,
  bookings: 0,
};

/** When a change is made, and the countries that texts may go to then. */
export type ReplanMoment = { now: Date; smsCountries: readonly string[] | null };

const pageSize = 500;

/** What a workflow, or its end where it is null, would change; nothing is written and nobody waits for it. */
export async function countChange(
  db: Queryable,
  scope: { ownerId: number; workflowId: number; inPlace: WorkflowInPlace | null } & ReplanMoment,
): Promise<ChangeCounts> {
  let counts: ChangeCounts = noChange;
  let afterId = 0;
  for (;;) {
    const page = await findBookingsToReplan(db, { ...scope, afterId, limit: pageSize });
    for (const booking of page) counts = addDiff(counts, diffBooking(booking, scope.inPlace, scope));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return counts;
    afterId = last.id;
  }
}

/** How one booking follows a workflow, or its end. */
export function diffBooking(
  booking: BookingToReplan,
  inPlace: WorkflowInPlace | null,
  { now, smsCountries }: ReplanMoment,
): WorkflowDiff {
  return diffWorkflow({
    owed: booking.owed,
    workflow: inPlace && isInForce(inPlace, booking) ? inPlace.workflow : null,
    booking: booking.facts,
    isAhead: booking.status === "accepted" && booking.facts.endsAt > now,
    now,
    smsCountries,
    optedOut: booking.optedOut,
  });
}

/** Whether a diff changes anything. */
export function isEmpty({ adds, moves, rewrites, cancels }: WorkflowDiff): boolean {
  return adds.length + moves.length + rewrites.length + cancels.length === 0;
}

/** Counts with those of one more booking. */
export function addDiff(counts: ChangeCounts, diff: WorkflowDiff): ChangeCounts {
  return {
    adds: counts.adds + diff.adds.length,
    moves: counts.moves + diff.moves.length,
    rewrites: counts.rewrites + diff.rewrites.length,
    cancels: counts.cancels + diff.cancels.length,
    unchanged: counts.unchanged + diff.unchanged,
    bookings: counts.bookings + (isEmpty(diff) ? 0 : 1),
  };
}
