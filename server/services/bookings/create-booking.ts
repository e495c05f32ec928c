import { factsOf, findBooking } from "@/db/queries/booking-queries";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { lockHostOfEventType } from "@/db/queries/host-locks";
import { findMessages } from "@/db/queries/message-queries";
import type { CreateBookingInput } from "@/server/domain/bookings/create-booking-input";
import { planMessages } from "@/server/domain/workflows/plan-messages";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { eventTypeLookup } from "@/server/services/event-types/event-type-lookup";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { type BookingView, bookingView } from "./booking-view";
import { insertBooking, type NewBooking } from "./insert-booking";
import { requiredWorkflows } from "./required-workflows";
import { type ResolvedAttendee, resolveAttendee } from "./resolve-attendee";
import { resolveLocation } from "./resolve-location";
import { occupySlot, requireOfferedSlot } from "./take-slot";
import { writeAudit } from "./write-audit";
import { insertPlan } from "./write-plan";

/**
 * Books a time: the booking, its occupancy, its plan of messages, the audit entry, the event and the answer to
 * the idempotency key are one commit. Anyone may book.
 * @throws ServiceError NOT_FOUND for an unknown event type; BAD_REQUEST for a time that is not offered, an
 * attendee who cannot be reached, a missing or impossible phone number, or unknown workflows; CONFLICT and
 * UNPROCESSABLE as `answerOnce`.
 */
export async function createBooking(
  ctx: ServiceContext,
  input: CreateBookingInput,
): Promise<OnceAnswer<BookingView>> {
  const { idempotencyKey, ...request } = input;
  return inTransaction(ctx, (unit) =>
    answerOnce(ctx, unit.tx, { verb: "booking.create", key: idempotencyKey, input: request }, () =>
      book(ctx, unit, input),
    ),
  );
}

async function book(ctx: ServiceContext, unit: UnitOfWork, input: CreateBookingInput): Promise<BookingView> {
  const { tx, emit } = unit;
  await lockHostOfEventType(tx, eventTypeLookup(input.eventType));
  const found = await findOfferedEventType(ctx, tx, input.eventType);
  const { eventType, host } = found;
  const now = ctx.clock.now();
  const lengthMinutes = requireOfferedLength(found, input.lengthMinutes);
  const startsAt = new Date(input.startsAt);
  const endsAt = new Date(startsAt.getTime() + lengthMinutes * 60_000);
  const workflows = await requiredWorkflows(tx, found, input.workflowIds ?? null);
  const attendee = resolveAttendee(input, eventType, workflows);
  await requireOfferedSlot(tx, found, { startsAt, endsAt, now });

  const booking = { ...newBooking(ctx, found, input, attendee), startsAt, endsAt };
  const bookingId = await insertBooking(ctx, tx, booking, [attendee]);
  const { id: hostId } = host;
  await occupySlot(tx, { hostId, eventTypeId: eventType.id, bookingId, startsAt, endsAt, now });
  const record = await findBooking(tx, { id: bookingId });
  if (!record) throw new Error(`Booking ${bookingId} vanished in its own transaction.`);
  const plan = planMessages({ occasion: "created", booking: factsOf(record), workflows, now });
  await insertPlan(ctx, tx, { bookingId, ownerId: hostId }, plan);
  await writeAudit(ctx, tx, { ownerId: hostId, bookingId, action: "booking.created", byLink: false });
  emit("booking/created", { bookingId, ownerId: hostId });
  return bookingView(record, await findMessages(tx, bookingId));
}

function requireOfferedLength({ eventType }: EventTypeWithHost, wanted: number | undefined): number {
  if (wanted === undefined || wanted === eventType.lengthMinutes) return eventType.lengthMinutes;
  throw new ServiceError(
    "BAD_REQUEST",
    `Event type with id ${eventType.id} takes ${eventType.lengthMinutes} minutes; leave lengthInMinutes out or pass that.`,
    { field: "lengthInMinutes", reason: "length_not_offered" },
  );
}

function newBooking(
  ctx: ServiceContext,
  { eventType, host }: EventTypeWithHost,
  input: CreateBookingInput,
  attendee: ResolvedAttendee,
): Omit<NewBooking, "startsAt" | "endsAt"> {
  const uid = ctx.random.token(16);
  return {
    uid,
    ownerId: host.id,
    eventTypeId: eventType.id,
    title: `${eventType.title} between ${host.name} and ${attendee.name}`,
    notes: input.notes,
    location: resolveLocation(input.location, eventType.location, attendee.phoneNumber),
    metadata: input.metadata,
    responses: input.responses,
    guests: input.guests,
    requestedWorkflowIds: input.workflowIds ?? null,
    calendarUid: `${uid}@punctual`,
  };
}
