import { expect, test } from "vitest";
import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import { parseInput } from "../input-issues";
import { createBookingBodySchema } from "./booking-body-schemas";
import { createBookingCall } from "./create-booking-call";

const least = {
  start: "2026-11-03T09:00:00Z",
  eventTypeId: 7,
  attendee: { name: "Ada", timeZone: "Europe/Berlin", email: "ada@example.org" },
};

function callFor(more: object, idempotencyKey?: string) {
  return createBookingCall(parseInput(createBookingBodySchema, { ...least, ...more }), idempotencyKey);
}

test("the least that can be said asks for an event type, a time and an attendee", () => {
  expect(callFor({})).toEqual({
    eventType: { id: 7 },
    startsAt: "2026-11-03T09:00:00Z",
    attendee: { name: "Ada", timeZone: "Europe/Berlin", email: "ada@example.org" },
    responses: {},
  });
});

test("everything that can be said arrives under the procedure's names, and passes its schema", () => {
  const call = callFor(
    {
      attendee: { ...least.attendee, phoneNumber: "+14155552671", language: "de" },
      guests: ["g@example.org"],
      location: { type: "attendeeAddress", address: "Main Street 1" },
      bookingFieldsResponses: { notes: "Bring the plans", size: 3 },
      metadata: { a: "b" },
      lengthInMinutes: 30,
      workflowIds: [1, 2],
      smsReminderNumber: "+4930901820",
    },
    "key",
  );
  expect(call).toMatchObject({
    attendee: { ...least.attendee, phoneNumber: "+14155552671", language: "de" },
    guests: ["g@example.org"],
    location: { type: "attendeeAddress", address: "Main Street 1" },
    notes: "Bring the plans",
    responses: { notes: "Bring the plans", size: 3 },
    metadata: { a: "b" },
    lengthMinutes: 30,
    workflowIds: [1, 2],
    smsReminderNumber: "+4930901820",
    idempotencyKey: "key",
  });
  expect(createBookingInputSchema.parse(call)).toMatchObject(call);
});

test("null says the same as nothing", () => {
  const fields = [
    "guests",
    "location",
    "bookingFieldsResponses",
    "metadata",
    "lengthInMinutes",
    "workflowIds",
  ];
  const nulls = Object.fromEntries(
    [...fields, "smsReminderNumber", "meetingUrl", "username"].map((f) => [f, null]),
  );
  expect(callFor(nulls)).toEqual(callFor({}));
});

test.each<[string, object, unknown]>([
  ["the deprecated meetingUrl", { meetingUrl: "https://x.test/a" }, "https://x.test/a"],
  ["a location before a meetingUrl", { location: "Here", meetingUrl: "https://x.test/a" }, "Here"],
  [
    "an answer: the attendee's phone",
    { bookingFieldsResponses: { location: { value: "phone", optionValue: "+14155552671" } } },
    { type: "attendeePhone", phone: "+14155552671" },
  ],
  [
    "an answer: the attendee's address",
    { bookingFieldsResponses: { location: { value: "attendeeInPerson", optionValue: "Main Street 1" } } },
    { type: "attendeeAddress", address: "Main Street 1" },
  ],
  [
    "an answer: somewhere else",
    { bookingFieldsResponses: { location: { value: "somewhereElse", optionValue: "The pier" } } },
    { type: "attendeeDefined", location: "The pier" },
  ],
  ["an answer as text", { bookingFieldsResponses: { location: "The pier" } }, "The pier"],
  [
    "an answer that names one of the host's",
    { bookingFieldsResponses: { location: { value: "inPerson", optionValue: "" } } },
    undefined,
  ],
  ["an answer that is a list", { bookingFieldsResponses: { location: ["a"] } }, undefined],
])("the place can be said as %s", (_what, more, location) => {
  expect(callFor(more).location).toEqual(location);
});

test("what the body says itself counts before the answers", () => {
  const bookingFieldsResponses = { email: "other@example.org", guests: ["other@example.org"] };
  const call = callFor({ guests: [], bookingFieldsResponses });
  expect(call.attendee.email).toBe("ada@example.org");
  expect(call.guests).toEqual([]);
});

test("the id counts before a slug, and a slug needs its user", () => {
  expect(callFor({ eventTypeSlug: "intro", username: "mira" }).eventType).toEqual({ id: 7 });
  const bySlug = callFor({ eventTypeId: null, eventTypeSlug: "intro", username: "mira" });
  expect(bySlug.eventType).toEqual({ slug: "intro", username: "mira" });
  expect(() => callFor({ eventTypeId: null, eventTypeSlug: "intro" })).toThrow(/must be provided$/);
});
