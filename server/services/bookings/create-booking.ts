import type { BookingRecord } from "@/db/queries/booking-queries";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { lockHostOfEventType } from "@/db/queries/host-locks";
import type { CreateBookingInput } from "@/server/domain/bookings/create-booking-input";
import { needsConfirmation } from "@/server/domain/scheduling/confirmation";
import type { Workflow } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";
import { answerOnce, type OnceAnswer } from "@/server/services/answer-once";
import { confirmationPolicyOf } from "@/server/services/event-types/confirmation-policy-of";
import { eventTypeLookup } from "@/server/services/event-types/event-type-lookup";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import { requireOfferedLength } from "@/server/services/event-types/offered-length";
import { spendPrivateLink } from "@/server/services/event-types/spend-private-link";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { releaseHold } from "@/server/services/reservations/release-hold";
import type { ServiceContext } from "@/server/services/service-context";
import { requireOfferedTimes } from "@/server/services/slots/require-offered-times";
import { withAlternatives } from "@/server/services/slots/with-alternatives";
import { bookingStarts } from "./booking-times";
import type { BookingView } from "./booking-view";
import { freshViews } from "./fresh-views";
import type { NewBooking } from "./insert-booking";
import { openBooking } from "./open-booking";
import { requireFewActive } from "./require-few-active";
import { requiredWorkflows } from "./required-workflows";
import { type ResolvedAttendee, resolveAttendee } from "./resolve-attendee";
import { resolveLocation } from "./resolve-location";

/** A booking, and where it is the first of a series the later ones. */
export type BookingWithOthers = BookingView & { others?: BookingView[] };

/**
 * Books a time, or all dates of a series or none: each booking with its occupancy, its plan of messages, the audit
 * entry and the event, and the answer to the idempotency key, are one commit. Where the host must agree, the
 * booking is pending. Anyone may book.
 * @throws ServiceError NOT_FOUND for an unknown event type or a link that is not valid; BAD_REQUEST for a time that
 * is not offered (a taken one with the next free times as `alternatives`, a series with each date that can't be),
 * an attendee who cannot be reached or has as many bookings as one may, a missing or impossible phone number, or
 * unknown workflows; CONFLICT and UNPROCESSABLE as `answerOnce`.
 */
export async function createBooking(
  ctx: ServiceContext,
  input: CreateBookingInput,
): Promise<OnceAnswer<BookingWithOthers>> {
  const { idempotencyKey, ...request } = input;
  return withAlternatives(
    ctx,
    () => input,
    () =>
      inTransaction(ctx, (unit) =>
        answerOnce(ctx, unit.tx, { verb: "booking.create", key: idempotencyKey, input: request }, () =>
          bookInUnit(ctx, unit, input),
        ),
      ),
  );
}

/** `createBooking` as part of a transaction. */
export async function bookInUnit(
  ctx: ServiceContext,
  unit: UnitOfWork,
  input: CreateBookingInput,
): Promise<BookingWithOthers> {
  const { tx } = unit;
  await lockHostOfEventType(tx, eventTypeLookup(input.eventType));
  const found = await findOfferedEventType(ctx, tx, input.eventType);
  const now = ctx.clock.now();
  const lengthMinutes = requireOfferedLength(found.eventType, input.lengthMinutes, "lengthInMinutes");
  const starts = bookingStarts(found, input);
  const workflows = await requiredWorkflows(tx, found, input.workflowIds ?? null);
  const attendee = resolveAttendee(input, found.eventType, workflows);
  requireSeatsForAll(found, input);
  await requireFewActive(tx, found, attendee, now);
  if (input.reservationUid !== undefined) await releaseHold(tx, found.host.id, input.reservationUid);
  await requireOfferedTimes(tx, found, { starts, lengthMinutes, now });
  await spendPrivateLink(ctx, tx, found.privateLink);
  const records = await openAll(ctx, unit, found, input, { starts, lengthMinutes, workflows, attendee });
  const [first, ...others] = await freshViews(tx, records);
  if (!first) throw new Error("Nothing was booked.");
  return others.length === 0 ? first : { ...first, others };
}

async function openAll(
  ctx: ServiceContext,
  unit: UnitOfWork,
  found: EventTypeWithHost,
  input: CreateBookingInput,
  resolved: { starts: Date[]; lengthMinutes: number; workflows: Workflow[]; attendee: ResolvedAttendee },
): Promise<BookingRecord[]> {
  const { starts, lengthMinutes, workflows, attendee } = resolved;
  const seriesUid = found.eventType.recurrence === null ? null : ctx.random.token(16);
  const status = statusOf(ctx, found, starts);
  const records: BookingRecord[] = [];
  for (const [index, startsAt] of starts.entries()) {
    const uid = ctx.random.token(16);
    const booking: NewBooking = {
      ...bookingColumns(found, input, attendee),
      uid,
      status,
      firstConfirmedAt: status === "accepted" ? ctx.clock.now() : null,
      calendarUid: `${seriesUid ?? uid}@punctual`,
      seriesUid,
      seriesIndex: seriesUid === null ? null : index,
      occurrenceAt: seriesUid === null ? null : startsAt,
      startsAt,
      endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
    };
    const alreadyTold = index === 0 ? [] : (["attendee", "host"] as const);
    records.push(
      await openBooking(ctx, unit, { found, booking, people: [attendee], workflows, alreadyTold }),
    );
  }
  return records;
}

function statusOf(ctx: ServiceContext, { eventType }: EventTypeWithHost, starts: Date[]) {
  const firstMs = starts[0]?.getTime() ?? Number.NaN;
  const mustBeConfirmed = needsConfirmation(
    confirmationPolicyOf(eventType),
    firstMs,
    ctx.clock.now().getTime(),
  );
  return mustBeConfirmed ? "pending" : "accepted";
}

function requireSeatsForAll({ eventType }: EventTypeWithHost, { guests }: CreateBookingInput): void {
  if (eventType.seatsPerSlot === null || guests.length === 0) return;
  throw new ServiceError("BAD_REQUEST", "guests need seats of their own: book one for each of them.", {
    field: "guests",
    reason: "guests_need_seats",
  });
}

function bookingColumns(
  { eventType, host }: EventTypeWithHost,
  input: CreateBookingInput,
  attendee: ResolvedAttendee,
) {
  return {
    ownerId: host.id,
    eventTypeId: eventType.id,
    title: `${eventType.title} between ${host.name} and ${attendee.name}`,
    notes: input.notes,
    location: resolveLocation(input.location, eventType.location, attendee.phoneNumber),
    metadata: input.metadata,
    responses: input.responses,
    guests: input.guests,
    requestedWorkflowIds: input.workflowIds ?? null,
  };
}
