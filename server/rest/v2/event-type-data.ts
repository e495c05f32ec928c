import { z } from "zod";
import { normalizePhone } from "@/server/domain/phone/normalize-phone";
import { recurrenceFrequencies } from "@/server/domain/scheduling/recurrence";
import type { AppCaller } from "@/server/routers/app-router";
import { bookingFieldDataSchema, bookingFieldsData } from "./event-type-booking-fields";

const offSchema = z.object({ disabled: z.literal(true) });
const limitsDataSchema = z.object({
  day: z.int().optional(),
  week: z.int().optional(),
  month: z.int().optional(),
  year: z.int().optional(),
});

/** An event type as this API shows it. */
export const eventTypeDataSchema = z
  .object({
    id: z.int(),
    ownerId: z.int(),
    title: z.string(),
    slug: z.string(),
    description: z.string(),
    lengthInMinutes: z.int(),
    lengthInMinutesOptions: z.array(z.int()).optional(),
    locations: z.array(
      z.union([
        z.object({ type: z.literal("address"), address: z.string(), public: z.literal(true) }),
        z.object({ type: z.literal("link"), link: z.string(), public: z.literal(true) }),
        z.object({ type: z.literal("phone"), phone: z.string(), public: z.literal(true) }),
        z.object({ type: z.literal("attendeeDefined") }),
      ]),
    ),
    bookingFields: z.array(bookingFieldDataSchema),
    bookingUrl: z.string(),
    recurrence: z
      .object({ frequency: z.enum(recurrenceFrequencies), interval: z.int(), occurrences: z.int() })
      .nullable(),
    slotInterval: z.int().nullable().meta({ description: "The length where it is null." }),
    minimumBookingNotice: z.int(),
    beforeEventBuffer: z.int(),
    afterEventBuffer: z.int(),
    offsetStart: z.int(),
    scheduleId: z.int().nullable(),
    bookingLimitsCount: z.union([offSchema, limitsDataSchema]),
    bookingLimitsDuration: z.union([offSchema, limitsDataSchema]).meta({ description: "In minutes." }),
    bookerActiveBookingsLimit: z.union([
      offSchema,
      z.object({ maximumActiveBookings: z.int(), offerReschedule: z.literal(false) }),
    ]),
    onlyShowFirstAvailableSlot: z.boolean(),
    bookingWindow: z.union([
      offSchema,
      z.object({ type: z.enum(["businessDays", "calendarDays"]), value: z.int(), rolling: z.boolean() }),
      z.object({ type: z.literal("range"), value: z.tuple([z.string(), z.string()]) }),
    ]),
    confirmationPolicy: z.union([
      offSchema,
      z.object({ type: z.literal("always"), blockUnconfirmedBookingsInBooker: z.boolean() }),
      z.object({
        type: z.literal("time"),
        noticeThreshold: z.object({ unit: z.literal("minutes"), count: z.int() }),
        blockUnconfirmedBookingsInBooker: z.boolean(),
      }),
    ]),
    seats: z.union([
      offSchema,
      z.object({
        seatsPerTimeSlot: z.int(),
        showAttendeeInfo: z.boolean(),
        showAvailabilityCount: z.boolean(),
      }),
    ]),
    seatsPerTimeSlot: z.int().nullable(),
    seatsShowAvailabilityCount: z.boolean(),
    lockTimeZoneToggleOnBookingPage: z.boolean(),
    hidden: z.boolean(),
    users: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        username: z.string(),
        avatarUrl: z.null(),
        weekStart: z.literal("Monday"),
        brandColor: z.null(),
        darkBrandColor: z.null(),
        metadata: z.object({}),
      }),
    ),
    ...neverServedSchemas(),
  })
  .meta({ id: "EventType", description: "A kind of meeting that can be booked." });

export type EventTypeData = z.output<typeof eventTypeDataSchema>;

type EventType = Awaited<ReturnType<AppCaller["eventType"]["get"]>>;
type Limits = EventType["bookingLimits"];

/** An event type as its organizer set it up, in this API's words. */
export function eventTypeData(eventType: EventType): EventTypeData {
  const { id, owner, title, slug, description, scheduleId, hidden, seats, recurrence } = eventType;
  return {
    ...{ id, ownerId: owner.id, title, slug, description, scheduleId, hidden },
    lengthInMinutes: eventType.lengthMinutes,
    lengthInMinutesOptions:
      eventType.lengthOptionsMinutes.length > 0 ? eventType.lengthOptionsMinutes : undefined,
    locations: [locationData(eventType.location)],
    bookingFields: bookingFieldsData(eventType),
    bookingUrl: eventType.publicUrl,
    recurrence: recurrence && {
      frequency: recurrence.frequency,
      interval: recurrence.interval,
      occurrences: recurrence.count,
    },
    slotInterval: eventType.slotIntervalMinutes,
    minimumBookingNotice: eventType.minimumNoticeMinutes,
    beforeEventBuffer: eventType.bufferBeforeMinutes,
    afterEventBuffer: eventType.bufferAfterMinutes,
    offsetStart: eventType.startOffsetMinutes,
    bookingLimitsCount: limitsData(eventType.bookingLimits, "maxCount"),
    bookingLimitsDuration: limitsData(eventType.bookingLimits, "maxMinutes"),
    bookerActiveBookingsLimit:
      eventType.maxActivePerAttendee === null
        ? { disabled: true }
        : { maximumActiveBookings: eventType.maxActivePerAttendee, offerReschedule: false },
    onlyShowFirstAvailableSlot: eventType.onlyFirstSlotOfDay,
    bookingWindow: windowData(eventType.bookingWindow),
    confirmationPolicy: confirmationData(eventType.confirmation),
    seats:
      seats === null
        ? { disabled: true }
        : {
            seatsPerTimeSlot: seats.perSlot,
            showAttendeeInfo: seats.showsAttendees,
            showAvailabilityCount: seats.showsLeft,
          },
    seatsPerTimeSlot: seats?.perSlot ?? null,
    seatsShowAvailabilityCount: seats?.showsLeft ?? false,
    lockTimeZoneToggleOnBookingPage: eventType.locksTimeZone,
    users: [userData(owner)],
    ...neverServed,
  };
}

/** What callers expect to find and nothing here can change. */
const neverServed = {
  metadata: {},
  price: 0,
  currency: "usd",
  isInstantEvent: false,
  disableGuests: false,
  requiresBookerEmailVerification: false,
  hideCalendarNotes: false,
  hideCalendarEventDetails: false,
  hideOrganizerEmail: false,
  bookingRequiresAuthentication: false,
  forwardParamsSuccessRedirect: false,
  successRedirectUrl: null,
} as const;

function neverServedSchemas() {
  const no = z.literal(false);
  return {
    metadata: z.object({}),
    price: z.literal(0),
    currency: z.literal("usd"),
    ...{ isInstantEvent: no, disableGuests: no, requiresBookerEmailVerification: no },
    ...{ hideCalendarNotes: no, hideCalendarEventDetails: no, hideOrganizerEmail: no },
    ...{ bookingRequiresAuthentication: no, forwardParamsSuccessRedirect: no },
    successRedirectUrl: z.null(),
  };
}

function userData({ id, name, username }: EventType["owner"]): EventTypeData["users"][number] {
  return {
    ...{ id, name, username, avatarUrl: null, weekStart: "Monday" },
    ...{ brandColor: null, darkBrandColor: null, metadata: {} },
  };
}

function locationData(location: string): EventTypeData["locations"][number] {
  if (location === "") return { type: "attendeeDefined" };
  if (/^https?:\/\//i.test(location) && URL.canParse(location)) {
    return { type: "link", link: location, public: true };
  }
  return normalizePhone(location).ok
    ? { type: "phone", phone: location, public: true }
    : { type: "address", address: location, public: true };
}

function limitsData(limits: Limits, what: "maxCount" | "maxMinutes"): EventTypeData["bookingLimitsCount"] {
  const entries = limits.flatMap((limit) => {
    const most = limit[what];
    return most === undefined ? [] : [[limit.per, most] as const];
  });
  return entries.length === 0 ? { disabled: true } : Object.fromEntries(entries);
}

function windowData(window: EventType["bookingWindow"]): EventTypeData["bookingWindow"] {
  switch (window.kind) {
    case "unlimited":
      return { disabled: true };
    case "range":
      return { type: "range", value: [window.startOn, window.endOn] };
    case "business_days":
    case "calendar_days": {
      const type = window.kind === "business_days" ? "businessDays" : "calendarDays";
      return { type, value: window.days, rolling: window.rolling };
    }
  }
}

function confirmationData(policy: EventType["confirmation"]): EventTypeData["confirmationPolicy"] {
  switch (policy.kind) {
    case "none":
      return { disabled: true };
    case "always":
      return { type: "always", blockUnconfirmedBookingsInBooker: policy.pendingHoldsTime };
    case "short_notice":
      return {
        type: "time",
        noticeThreshold: { unit: "minutes", count: policy.noticeMinutes },
        blockUnconfirmedBookingsInBooker: policy.pendingHoldsTime,
      };
  }
}
