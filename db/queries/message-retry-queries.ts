import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import { workflowSteps, workflows } from "@/db/schema/workflows";
import type { RetryFacts } from "@/server/domain/workflows/judge-retry";

/** What decides whether messages of an owner can be sent anew, by the message's id. */
export async function findRetryFacts(
  db: Queryable,
  ownerId: number,
  ids: readonly string[],
): Promise<Map<string, RetryFacts>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({
      id: messages.id,
      channel: messages.channel,
      state: messages.state,
      reason: messages.reason,
      recipient: messages.recipient,
      source: messages.source,
      dueAt: messages.dueAt,
      relevantUntilAt: messages.relevantUntilAt,
      retriedById: messages.retriedById,
      trigger: workflows.trigger,
      bookingStatus: bookings.status,
      bookingWasMoved: sql<boolean>`${bookings.rescheduledToUid} is not null`,
      // Messages to the attendee go to whoever booked.
      attendeeIsAbsent: sql<boolean>`coalesce((
        select a.absent from ${attendees} a where a.booking_id = ${bookings.id} order by a.id limit 1), false)`,
      hostIsAbsent: sql<boolean>`coalesce(${bookings.hostAbsent}, false)`,
      attendanceIsConfirmed: sql<boolean>`${bookings.attendanceConfirmedAt} is not null`,
      isOptedOut: sql<boolean>`exists (
        select 1 from ${optOuts} o
        where o.owner_id = ${messages.ownerId} and o.phone_number = ${messages.recipient} and o.lifted_at is null)`,
    })
    .from(messages)
    .leftJoin(bookings, eq(bookings.id, messages.bookingId))
    .leftJoin(workflowSteps, eq(workflowSteps.id, messages.stepId))
    .leftJoin(workflows, eq(workflows.id, workflowSteps.workflowId))
    .where(and(eq(messages.ownerId, ownerId), inArray(messages.id, [...ids])));
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}
