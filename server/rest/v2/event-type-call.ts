import { changeBookingLimits } from "@/server/domain/scheduling/change-booking-limits";
import type { AppCaller } from "@/server/routers/app-router";
import { RestError } from "../rest-error";
import type { CreateEventTypeBody, EventTypeBody } from "./event-type-body-schemas";
import { asksForPhone } from "./event-type-booking-fields";

type Changes = Omit<Parameters<AppCaller["eventType"]["update"]>[0], "id">;
type Creation = Parameters<AppCaller["eventType"]["create"]>[0];
type Off = { disabled: true };

/** What a body that makes an event type asks of the procedure. @throws RestError 400 as `eventTypeChanges`. */
export function createEventTypeCall(body: CreateEventTypeBody, idempotencyKey: string | undefined): Creation {
  const { title, slug, lengthInMinutes: lengthMinutes } = body;
  const { bookingLimitCounts: counts, bookingLimitMinutes: minutes, ...settings } = eventTypeChanges(body);
  const bookingLimits = changeBookingLimits([], { counts, minutes });
  return { ...settings, ...{ title, slug, lengthMinutes, bookingLimits, idempotencyKey } };
}

/**
 * What a body asks to be different of an event type.
 * @throws RestError 400 for an option that isn't served.
 */
export function eventTypeChanges(body: EventTypeBody): Changes {
  refuseUnservedOf(body);
  return {
    title: body.title,
    slug: body.slug,
    lengthMinutes: body.lengthInMinutes,
    lengthOptionsMinutes: body.lengthInMinutesOptions ?? undefined,
    description: body.description ?? undefined,
    location: body.locations ? placeOf(body.locations) : undefined,
    phoneRequired: body.bookingFields ? asksForPhone(body.bookingFields) : undefined,
    slotIntervalMinutes: body.slotInterval,
    minimumNoticeMinutes: body.minimumBookingNotice ?? undefined,
    bufferBeforeMinutes: body.beforeEventBuffer ?? undefined,
    bufferAfterMinutes: body.afterEventBuffer ?? undefined,
    scheduleId: body.scheduleId ?? undefined,
    startOffsetMinutes: body.offsetStart ?? undefined,
    onlyFirstSlotOfDay: body.onlyShowFirstAvailableSlot ?? undefined,
    locksTimeZone: body.lockTimeZoneToggleOnBookingPage ?? undefined,
    hidden: body.hidden ?? undefined,
    bookingLimitCounts: limitsOf(body.bookingLimitsCount),
    bookingLimitMinutes: limitsOf(body.bookingLimitsDuration),
    maxActivePerAttendee: activeLimitOf(body),
    bookingWindow: windowOf(body),
    confirmation: confirmationOf(body),
    recurrence: recurrenceOf(body),
    seats: seatsOf(body),
  };
}

function placeOf([location]: NonNullable<EventTypeBody["locations"]>): string {
  if (location === undefined) return "";
  if ("public" in location && location.public === false) {
    throw refused("locations.0.public", "can't be false: a place is shown to everyone.");
  }
  switch (location.type) {
    case "address":
      return location.address;
    case "link":
      return location.link;
    case "phone":
      return location.phone;
    case "attendeeDefined":
      return "";
    case "attendeePhone":
    case "attendeeAddress":
      throw refused(
        "locations.0.type",
        "is not served; ask for a place with attendeeDefined, and for a number with bookingFields.",
      );
    case "organizersDefaultApp":
    case "integration":
      throw refused(
        "locations.0.type",
        "needs a conferencing account, and none are connected here; give the room's address as a link.",
      );
  }
}

/** One kind of limits by period, none of them where it is switched off; undefined where nothing is said. */
function limitsOf(limits: EventTypeBody["bookingLimitsCount"]): Changes["bookingLimitCounts"] {
  if (!limits) return undefined;
  return isOff(limits) ? {} : limits;
}

function activeLimitOf({ bookerActiveBookingsLimit: limit }: EventTypeBody): Changes["maxActivePerAttendee"] {
  if (limit === undefined || limit === null) return undefined;
  if (isOff(limit)) return null;
  if (limit.offerReschedule) {
    throw refused("bookerActiveBookingsLimit.offerReschedule", "is not supported; leave it out.");
  }
  return limit.maximumActiveBookings;
}

function windowOf({ bookingWindow: window }: EventTypeBody): Changes["bookingWindow"] {
  if (!window) return undefined;
  if (isOff(window)) return { kind: "unlimited" };
  if (window.type === "range") {
    const [startOn, endOn] = window.value;
    return { kind: "range", startOn: startOn.slice(0, 10), endOn: endOn.slice(0, 10) };
  }
  const kind = window.type === "businessDays" ? "business_days" : "calendar_days";
  return { kind, days: window.value, rolling: window.rolling ?? false };
}

const minutesPer = { minutes: 1, hours: 60, days: 1440 } as const;

function confirmationOf({ confirmationPolicy: policy }: EventTypeBody): Changes["confirmation"] {
  if (!policy) return undefined;
  if (isOff(policy)) return { kind: "none" };
  const pendingHoldsTime = policy.blockUnconfirmedBookingsInBooker;
  if (policy.type === "always") return { kind: "always", pendingHoldsTime };
  const { unit, count } = policy.noticeThreshold;
  return { kind: "short_notice", noticeMinutes: count * minutesPer[unit], pendingHoldsTime };
}

/** Null switches it off: that is how this API shows that a booking doesn't repeat. */
function recurrenceOf({ recurrence }: EventTypeBody): Changes["recurrence"] {
  if (recurrence === undefined) return undefined;
  if (recurrence === null || isOff(recurrence)) return null;
  const { frequency, interval, occurrences: count } = recurrence;
  return { frequency, interval, count };
}

function seatsOf({ seats }: EventTypeBody): Changes["seats"] {
  if (seats === undefined || seats === null) return undefined;
  if (isOff(seats)) return null;
  const { seatsPerTimeSlot: perSlot, showAttendeeInfo, showAvailabilityCount } = seats;
  return { perSlot, showsAttendees: showAttendeeInfo, showsLeft: showAvailabilityCount };
}

function isOff<Setting extends object>(setting: Setting | Off): setting is Off {
  return "disabled" in setting && setting.disabled === true;
}

const noTeams = "is only for teams, of which there are none; leave it out.";
const noCalendars = "needs a calendar account, and none are connected here; leave it out.";
const unsupported = "is not supported; leave it out.";

const refusals = {
  schedulingType: noTeams,
  hosts: noTeams,
  assignAllTeamMembers: noTeams,
  destinationCalendar: noCalendars,
  selectedCalendars: noCalendars,
  useDestinationCalendarEmail: noCalendars,
  hideCalendarNotes: unsupported,
  hideCalendarEventDetails: unsupported,
  hideOrganizerEmail: unsupported,
  calVideoSettings: "needs a conferencing account, and none are connected here; leave it out.",
  disableGuests: unsupported,
  bookerLayouts: unsupported,
  requiresBookerEmailVerification: unsupported,
  color: unsupported,
  customName: unsupported,
  successRedirectUrl: unsupported,
  bookingRequiresAuthentication: unsupported,
  disableRescheduling: unsupported,
  disableCancelling: unsupported,
} as const satisfies Partial<Record<keyof EventTypeBody, string>>;

function refuseUnservedOf(body: EventTypeBody): void {
  for (const [field, message] of Object.entries(refusals)) {
    if (!isNothing(body[field as keyof typeof refusals])) throw refused(field, message);
  }
}

/** Whether an option asks for nothing: it isn't there, is off or empty. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== "object") return false;
  return Object.values(value).every(isNothing);
}

function refused(field: string, message: string): RestError {
  return new RestError(400, `${field} ${message}`, { field, reason: "option_not_served" });
}
