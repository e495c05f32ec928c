import { and, eq, inArray } from "drizzle-orm";
import { type BookingRecord, findBooking } from "@/db/queries/booking-queries";
import { messages } from "@/db/schema/messages";
import { forwardMail } from "@/server/domain/replies/reply-texts";
import type { PlannedMessage } from "@/server/domain/workflows/plan-messages";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";
import { insertPlan } from "@/server/services/bookings/write-plan";
import type { UnitOfWork } from "@/server/services/in-transaction";
import { armLocked } from "@/server/services/messages/arm-messages";
import type { ServiceContext } from "@/server/services/service-context";

/** A text that came from a phone, and the booking that it is taken to be about. */
export type Received = {
  inboundId: string;
  phoneNumber: string;
  body: string;
  record: BookingRecord;
  provider: SmsProviderName;
};

const hourMs = 3_600_000;

/** Owes the phone an answer, as a message of the booking that goes out at once by the provider that took the text. */
export async function writeReply(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { inboundId, phoneNumber, record, provider }: Omit<Received, "body">,
  bodyTemplate: string,
): Promise<void> {
  await owe(ctx, unit, record, {
    ...empty,
    source: `reply:${inboundId}`,
    workflowName: "Answer to a text",
    channel: "sms",
    recipientRole: "attendee",
    recipient: phoneNumber,
    bodyTemplate,
    provider,
    dueAt: ctx.clock.now(),
    relevantUntilAt: new Date(ctx.clock.now().getTime() + hourMs),
  });
}

/** Owes the host a mail with what somebody texted. */
export async function forwardText(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { inboundId, phoneNumber, body, record }: Omit<Received, "provider">,
): Promise<void> {
  const isAttendee = record.attendees.some((attendee) => attendee.phoneNumber === phoneNumber);
  const mail = forwardMail(body, phoneNumber, isAttendee);
  await owe(ctx, unit, record, {
    ...empty,
    source: `reply:${inboundId}`,
    workflowName: "Forwarded text",
    channel: "email",
    recipientRole: "host",
    recipient: record.host.email,
    bodyTemplate: mail.body,
    subjectTemplate: mail.subject,
    dueAt: ctx.clock.now(),
    relevantUntilAt: new Date(ctx.clock.now().getTime() + 24 * hourMs),
  });
}

const empty = {
  workflowId: null,
  stepId: null,
  stepNumber: 1,
  occurrence: "",
  subjectTemplate: null,
  includeCalendarEvent: false,
  contentSid: null,
  fallback: null,
  movedFromAt: null,
  movedReason: null,
  skipReason: null,
} satisfies Partial<PlannedMessage>;

async function owe(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { booking: { id: bookingId, ownerId } }: BookingRecord,
  message: PlannedMessage & { provider?: SmsProviderName },
): Promise<void> {
  const ids = await insertPlan(ctx, unit.tx, { bookingId, ownerId }, [message]);
  const planned = await unit.tx
    .select({ id: messages.id })
    .from(messages)
    .where(and(inArray(messages.id, ids), eq(messages.state, "planned")));
  await armLocked(
    ctx,
    unit,
    planned.map(({ id }) => id),
  );
}

/** The booking of that id, which a transaction has locked the host of. */
export async function requireRecord({ tx }: UnitOfWork, id: number): Promise<BookingRecord> {
  const record = await findBooking(tx, { id });
  if (!record) throw new Error(`Booking ${id} is gone.`);
  return record;
}
