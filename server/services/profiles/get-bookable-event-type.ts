import { z } from "zod";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import type { EventTypeReferenceInput } from "@/server/domain/bookings/create-booking-input";
import type { ConfirmationKind } from "@/server/domain/scheduling/confirmation";
import type { Recurrence } from "@/server/domain/scheduling/recurrence";
import { bookingRequiresPhone } from "@/server/domain/workflows/plan-messages";
import { findOfferedEventType } from "@/server/services/event-types/find-offered-event-type";
import { lengthChoices } from "@/server/services/event-types/offered-length";
import type { ServiceContext } from "@/server/services/service-context";

export const getBookableEventTypeInputSchema = z.object({
  username: z.string().max(40),
  slug: z.string().max(100),
  /** The booking that is to be moved: who may move it needs no private link. */
  bookingUidToReschedule: z.string().max(100).optional(),
});

export const getPrivateEventTypeInputSchema = z.object({ privateLinkToken: z.string().min(1).max(100) });

/** What someone who is about to book needs to know. */
export type BookableEventTypeView = {
  id: number;
  slug: string;
  title: string;
  description: string;
  location: string;
  /** The usual length. */
  lengthMinutes: number;
  /** The lengths to choose from, ascending; just the usual one where there is no choice. */
  lengthChoicesMinutes: number[];
  /** Whether a booking without a phone number is refused. */
  phoneRequired: boolean;
  /** Whether a number that is given gets texts. */
  textsAttendee: boolean;
  /** The zone that times are shown in, whatever the visitor's; null where they may choose. */
  lockedTimeZone: string | null;
  /** Whether the host must agree, and with how little notice. */
  confirmation: { kind: ConfirmationKind; noticeMinutes: number | null };
  /** Only where a time is shared by several bookings. */
  seats: { perSlot: number; showsLeft: boolean; showsAttendees: boolean } | null;
  /** How a booking repeats, `count` times at most; null where it doesn't. */
  recurrence: Recurrence | null;
  host: { name: string; username: string; timeZone: string };
};

/**
 * An event type as the public sees it; an unlisted one too, since who has its address may book.
 * @throws ServiceError NOT_FOUND when the organizer or the event type is unknown, or asks for a private link.
 */
export async function getBookableEventType(
  ctx: ServiceContext,
  input: z.output<typeof getBookableEventTypeInputSchema>,
): Promise<BookableEventTypeView> {
  const { bookingUidToReschedule, ...reference } = input;
  return bookableEventType(ctx, reference, bookingUidToReschedule);
}

/**
 * The event type that a private link leads to.
 * @throws ServiceError NOT_FOUND for a link that is not valid (any more).
 */
export async function getPrivateEventType(
  ctx: ServiceContext,
  input: z.output<typeof getPrivateEventTypeInputSchema>,
): Promise<BookableEventTypeView> {
  return bookableEventType(ctx, input);
}

async function bookableEventType(
  ctx: ServiceContext,
  reference: EventTypeReferenceInput,
  movedUid?: string,
): Promise<BookableEventTypeView> {
  const found = await findOfferedEventType(ctx, ctx.db, reference, movedUid);
  const { id, slug, title, description, location, lengthMinutes, phoneRequired } = found.eventType;
  const { id: ownerId, name, username, timeZone } = found.host;
  const workflows = await findWorkflowsInForce(ctx.db, { ownerId, eventTypeId: id, requestedIds: null });
  return {
    id,
    slug,
    title,
    description,
    location,
    lengthMinutes,
    ...choicesOf(found),
    phoneRequired: phoneRequired || bookingRequiresPhone(found.eventType.confirmation !== "none", workflows),
    textsAttendee: workflows.some(({ steps }) => steps.some(({ action }) => action === "sms_attendee")),
    host: { name, username, timeZone },
  };
}

function choicesOf({ eventType, schedule }: EventTypeWithHost) {
  const { seatsPerSlot, showsSeatsLeft, showsSeatAttendees, confirmation } = eventType;
  return {
    lengthChoicesMinutes: lengthChoices(eventType),
    lockedTimeZone: eventType.locksTimeZone ? schedule.timeZone : null,
    confirmation: { kind: confirmation, noticeMinutes: eventType.confirmationNoticeMinutes },
    seats:
      seatsPerSlot === null
        ? null
        : { perSlot: seatsPerSlot, showsLeft: showsSeatsLeft, showsAttendees: showsSeatAttendees },
    recurrence: eventType.recurrence,
  };
}
