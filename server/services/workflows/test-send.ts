import { and, asc, eq, gt, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { type BookingRecord, factsOf, findBooking } from "@/db/queries/booking-queries";
import { lockHost } from "@/db/queries/host-locks";
import { messages } from "@/db/schema/messages";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { testSource } from "@/server/domain/workflows/message-source";
import { isToPhone } from "@/server/domain/workflows/message-state";
import { firstLookAt } from "@/server/domain/workflows/message-timing";
import type { TestSendInput } from "@/server/domain/workflows/test-send-input";
import { actionRoutes } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";
import { bookingNotFound } from "@/server/services/bookings/booking-not-found";
import { inTransaction } from "@/server/services/in-transaction";
import { armLocked } from "@/server/services/messages/arm-messages";
import { writeMessageAudit } from "@/server/services/messages/write-message-audit";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { requireRendered } from "./check-workflow";
import { requireWorkflow } from "./require-workflow";
import { recipientOfTest } from "./test-recipient";
import { workflowSurroundings } from "./workflow-surroundings";

const hourMs = 3_600_000;
const mostAnHour = 10;
/** A test that comes later than this is no longer waited for. */
const patienceMs = 15 * 60_000;

/**
 * Sends a step to the organizer as its recipient would get it, saved or not: a message of its own, which no booking
 * owes. It goes to a number or address that they have verified, or to the address of their account.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a workflow or booking that isn't
 * theirs; BAD_REQUEST that names what can't be sent or to whom; TOO_MANY_REQUESTS after ten in an hour.
 */
export async function testSend(
  ctx: ServiceContext,
  input: TestSendInput,
): Promise<{ id: string; recipient: string }> {
  const ownerId = requireUserId(ctx.actor);
  const { step, stepNumber, workflowId = null } = input;
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    // So that of several at once no more than the limit pass.
    await lockHost(tx, ownerId);
    const workflow = workflowId === null ? null : await requireWorkflow(tx, ownerId, { id: workflowId });
    const booking = input.bookingUid ? await requireOwnBooking(tx, ownerId, input.bookingUid) : null;
    const around = await workflowSurroundings(ctx, tx, ownerId);
    const { channel, to: recipientRole } = actionRoutes[step.action];
    const subject = channel === "email" ? (step.subject ?? "") : null;
    const values = bookingReader(booking ? factsOf(booking) : around.example, recipientRole, ctx.publicUrl);
    requireRendered({ ...step, subject }, values, "step");
    const recipient = recipientOfTest(input, around, ctx.installation);
    const now = ctx.clock.now();
    await requireFewTests(tx, ownerId, now);
    const id = ctx.random.uuid();
    await tx.insert(messages).values({
      id,
      ownerId,
      bookingId: null,
      testBookingId: booking?.booking.id ?? null,
      source: testSource(id),
      workflowId,
      workflowName: workflow?.workflow.name ?? "New workflow",
      stepNumber,
      ...{ channel, recipientRole, recipient },
      bodyTemplate: step.body,
      subjectTemplate: subject,
      includeCalendarEvent: channel === "email" && step.includeCalendarEvent,
      contentSid: isToPhone(channel) ? (step.contentSid ?? null) : null,
      dueAt: now,
      relevantUntilAt: new Date(now.getTime() + patienceMs),
      state: "planned",
      nextLookAt: firstLookAt(now, now),
      createdAt: now,
      updatedAt: now,
    });
    await writeMessageAudit(ctx, tx, { ownerId, bookingId: null, action: "message.tested", messageId: id });
    await armLocked(ctx, unit, [id]);
    return { id, recipient };
  });
}

async function requireOwnBooking(tx: Transaction, ownerId: number, uid: string): Promise<BookingRecord> {
  const record = await findBooking(tx, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  return record;
}

async function requireFewTests(tx: Transaction, ownerId: number, now: Date): Promise<void> {
  const recent = await tx
    .select({ createdAt: messages.createdAt })
    .from(messages)
    .where(
      and(
        eq(messages.ownerId, ownerId),
        isNull(messages.bookingId),
        gt(messages.createdAt, new Date(now.getTime() - hourMs)),
      ),
    )
    .orderBy(asc(messages.createdAt));
  const inTheWay = recent.at(-mostAnHour);
  if (!inTheWay) return;
  const waitMs = inTheWay.createdAt.getTime() + hourMs - now.getTime();
  const minutes = Math.ceil(waitMs / 60_000);
  throw new ServiceError(
    "TOO_MANY_REQUESTS",
    `You have sent ${mostAnHour} tests in the last hour. Send the next in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`,
    { reason: "too_many_tests", retryAfterSeconds: Math.ceil(waitMs / 1000) },
  );
}
