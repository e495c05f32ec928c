import { and, asc, eq, exists, gt, inArray, isNull, notInArray, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
import { messages } from "@/db/schema/messages";
import { users } from "@/db/schema/users";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { workflowActivations, workflowSteps, workflows } from "@/db/schema/workflows";
import type { OwedMessage } from "@/server/domain/workflows/diff-workflow";
import { stoppableStates } from "@/server/domain/workflows/message-state";
import type { PlanFacts } from "@/server/domain/workflows/plan-messages";
import { isReturning } from "./booking-queries";
import { groupBy } from "./group-by";
import { findOptedOut } from "./opt-out-queries";
import { hostPhone } from "./recipient-queries";
import { isRecipientOfStep, sendTo } from "./workflow-queries";

export type WorkflowRecord = {
  workflow: typeof workflows.$inferSelect;
  steps: (typeof workflowSteps.$inferSelect & { sendTo: string | null })[];
  /** The event types that it is active on by name. */
  eventTypeIds: number[];
};

/** The workflows of an owner that are not deleted, or the one of that id, oldest first, with their steps in order. */
export async function findOwnWorkflows(
  db: Queryable,
  { ownerId, id }: { ownerId: number; id?: number },
): Promise<WorkflowRecord[]> {
  const rows = await db
    .select()
    .from(workflows)
    .where(
      and(
        eq(workflows.ownerId, ownerId),
        isNull(workflows.deletedAt),
        id === undefined ? undefined : eq(workflows.id, id),
      ),
    )
    .orderBy(asc(workflows.id));
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const found = await db
    .select({ step: workflowSteps, sendTo })
    .from(workflowSteps)
    .leftJoin(verifiedRecipients, isRecipientOfStep)
    .where(inArray(workflowSteps.workflowId, ids))
    .orderBy(asc(workflowSteps.stepNumber));
  const steps = found.map(({ step, sendTo: to }) => ({ ...step, sendTo: to }));
  const activations = await db
    .select()
    .from(workflowActivations)
    .where(inArray(workflowActivations.workflowId, ids))
    .orderBy(asc(workflowActivations.eventTypeId));
  const stepsOf = groupBy(steps, (step) => step.workflowId);
  const activationsOf = groupBy(activations, (activation) => activation.workflowId);
  return rows.map((workflow) => ({
    workflow,
    steps: stepsOf.get(workflow.id) ?? [],
    eventTypeIds: (activationsOf.get(workflow.id) ?? []).map(({ eventTypeId }) => eventTypeId),
  }));
}

/** The version of a workflow, deleted or not, or null when the owner has no such workflow. */
export async function findWorkflowVersion(
  db: Queryable,
  { ownerId, id }: { ownerId: number; id: number },
): Promise<number | null> {
  const [row] = await db
    .select({ version: workflows.version })
    .from(workflows)
    .where(and(eq(workflows.ownerId, ownerId), eq(workflows.id, id)));
  return row?.version ?? null;
}

/** The offered event types of an owner, with what decides which triggers they set off. */
export async function findEventTypesForWorkflows(db: Queryable, ownerId: number) {
  return db
    .select({
      id: eventTypes.id,
      title: eventTypes.title,
      lengthMinutes: eventTypes.lengthMinutes,
      lengthOptionsMinutes: eventTypes.lengthOptionsMinutes,
      confirmation: eventTypes.confirmation,
    })
    .from(eventTypes)
    .where(and(eq(eventTypes.ownerId, ownerId), isNull(eventTypes.deletedAt)))
    .orderBy(asc(eventTypes.id));
}

/** The names of the questions that an owner's latest bookings answered. */
export async function findAnsweredQuestions(db: Queryable, ownerId: number): Promise<string[]> {
  const rows = await db.execute<{ question: string }>(sql`
    select distinct jsonb_object_keys(latest.responses) as question from (
      select ${bookings.responses} as responses from ${bookings}
      where ${bookings.ownerId} = ${ownerId} order by ${bookings.startsAt} desc limit 500
    ) latest`);
  return rows.map(({ question }) => question);
}

export type BookingToReplan = {
  id: number;
  uid: string;
  status: typeof bookings.$inferSelect.status;
  eventTypeId: number;
  requestedWorkflowIds: number[] | null;
  facts: PlanFacts;
  owed: OwedMessage[];
  /** The numbers that want no texts from the owner. */
  optedOut: ReadonlySet<string>;
};

export type ReplanScope = {
  ownerId: number;
  workflowId: number;
  now: Date;
} & ({ afterId: number; limit: number } | { ids: readonly number[] });

const followUpsLastMs = 367 * 86_400_000;

/**
 * Bookings that a change of a workflow may concern, by id: those agreed that have not ended, and any for which a
 * message of the workflow still waits; each with its first attendee and what it owes of the workflow.
 */
export async function findBookingsToReplan(db: Queryable, scope: ReplanScope): Promise<BookingToReplan[]> {
  const { ownerId, workflowId, now } = scope;
  const waiting = db
    .select({ id: messages.id })
    .from(messages)
    .where(
      and(
        eq(messages.bookingId, bookings.id),
        eq(messages.workflowId, workflowId),
        inArray(messages.state, [...stoppableStates]),
      ),
    );
  const concerned = or(
    and(eq(bookings.status, "accepted"), gt(bookings.endsAt, now)),
    and(gt(bookings.endsAt, new Date(now.getTime() - followUpsLastMs)), exists(waiting)),
  );
  const rows = await db
    .select({
      id: bookings.id,
      uid: bookings.uid,
      status: bookings.status,
      eventTypeId: bookings.eventTypeId,
      requestedWorkflowIds: bookings.requestedWorkflowIds,
      facts: {
        startsAt: bookings.startsAt,
        endsAt: bookings.endsAt,
        attendanceConfirmedAt: bookings.attendanceConfirmedAt,
        eventTypeId: bookings.eventTypeId,
        responses: bookings.responses,
      },
      host: { email: users.email, phoneNumber: hostPhone, timeZone: users.timeZone },
    })
    .from(bookings)
    .innerJoin(users, eq(users.id, bookings.ownerId))
    .where(
      "ids" in scope
        ? and(eq(bookings.ownerId, ownerId), inArray(bookings.id, [...scope.ids]))
        : and(eq(bookings.ownerId, ownerId), gt(bookings.id, scope.afterId), concerned),
    )
    .orderBy(asc(bookings.id))
    .limit("ids" in scope ? scope.ids.length : scope.limit);
  const ids = rows.map(({ id }) => id);
  const optedOut = await findOptedOut(db, ownerId);
  const owed = groupBy(await findOwed(db, workflowId, ids), ({ bookingId }) => bookingId);
  const people = new Map(
    (await findFirstAttendees(db, ids)).map(({ bookingId, ...person }) => [bookingId, person]),
  );
  return rows.map(({ host, facts, ...row }) => {
    const attendee = people.get(row.id);
    if (!attendee) throw new Error(`Booking ${row.id} has no attendee.`);
    return { ...row, facts: { ...facts, host, attendee }, owed: owed.get(row.id) ?? [], optedOut };
  });
}

async function findFirstAttendees(db: Queryable, bookingIds: number[]) {
  if (bookingIds.length === 0) return [];
  return db
    .selectDistinctOn([attendees.bookingId], {
      bookingId: attendees.bookingId,
      email: attendees.email,
      phoneNumber: attendees.phoneNumber,
      timeZone: attendees.timeZone,
      isReturning,
    })
    .from(attendees)
    .innerJoin(bookings, eq(bookings.id, attendees.bookingId))
    .where(inArray(attendees.bookingId, bookingIds))
    .orderBy(asc(attendees.bookingId), asc(attendees.id));
}

/** The text in whose place a mail is, where that couldn’t be tried. */
const untried = alias(messages, "untried");

async function findOwed(db: Queryable, workflowId: number, bookingIds: number[]) {
  if (bookingIds.length === 0) return [];
  return db
    .select({
      bookingId: messages.bookingId,
      id: messages.id,
      source: messages.source,
      stepId: messages.stepId,
      parentMessageId: messages.parentMessageId,
      insteadOf: { source: untried.source, recipient: untried.recipient },
      channel: messages.channel,
      recipient: messages.recipient,
      occurrence: messages.occurrence,
      state: messages.state,
      dueAt: messages.dueAt,
      movedReason: messages.movedReason,
      workflowName: messages.workflowName,
      bodyTemplate: messages.bodyTemplate,
      subjectTemplate: messages.subjectTemplate,
      includeCalendarEvent: messages.includeCalendarEvent,
      contentSid: messages.contentSid,
      fallback: messages.fallback,
    })
    .from(messages)
    .leftJoin(untried, and(eq(untried.id, messages.parentMessageId), eq(untried.state, "skipped")))
    .where(
      and(
        inArray(messages.bookingId, bookingIds),
        eq(messages.workflowId, workflowId),
        isNull(messages.retriedById),
        or(
          notInArray(messages.state, ["cancelled", "superseded", "skipped"]),
          // What the organizer called off is not to come back with the next edit.
          eq(messages.reason, "cancelled_by_organizer"),
        ),
      ),
    );
}
