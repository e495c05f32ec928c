import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType, seedOrganizer, seedWorkflow } from "@/db/testing/seed-organizer";
import { ada, type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;
let phoneEventTypeId: number;
let foreignWorkflowId: number;
let takenStart: string;

beforeAll(async () => {
  door = await createBookableDoor();
  const { db } = door.database;
  const asksForPhone = { slug: "by-phone", phoneRequired: true };
  phoneEventTypeId = (await seedEventType(db, door.organizer, asksForPhone)).id;
  foreignWorkflowId = (await seedWorkflow(db, await seedOrganizer(db, { username: "noor" }))).id;
  takenStart = (await door.book()).body.data.start;
});
afterAll(() => door.close());

/** Sends a body that is to be refused, and returns the error after checking that nothing was written. */
async function refusal(more: object, expected: { status: number; code?: string } = { status: 400 }) {
  const before = await countRows(door.database.db);
  const committed = door.committedIds.length;
  const { status, body } = await door.book(more);
  expect(status).toBe(expected.status);
  expect(body.status).toBe("error");
  expect(await countRows(door.database.db)).toEqual(before);
  expect(door.committedIds).toHaveLength(committed);
  return body.error;
}

const withoutPhone = { name: "Bo", email: "bo@example.org", timeZone: "UTC" };
const metadataMessage =
  "Metadata must have at most 50 keys, each key up to 40 characters, and string values up to 500 characters.";
const tooManyKeys = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`key${index}`, "x"]));

describe("a body that cannot be booked names the field and the fix", () => {
  test.each<[what: string, more: object, field: string, message: string | RegExp]>([
    ["no start", { start: undefined }, "start", "start is required"],
    ["a start that is no time", { start: "tomorrow" }, "start", /^start must be an ISO 8601 date and time/],
    ["a start that is a number", { start: 5 }, "start", /^start must be an ISO 8601 date and time/],
    ["a date that does not exist", { start: "2026-02-30T09:00:00Z" }, "start", /^start must be an ISO 8601/],
    ["no attendee", { attendee: undefined }, "attendee", "attendee is required"],
    [
      "an attendee without a name",
      { attendee: { ...ada, name: " " } },
      "attendee.name",
      "attendee.name must not be empty",
    ],
    [
      "a name with a link",
      { attendee: { ...ada, name: "see http://x.test" } },
      "attendee.name",
      "attendee.name must not contain a link",
    ],
    [
      "an unknown zone",
      { attendee: { ...ada, timeZone: "Mars/Olympus" } },
      "attendee.timeZone",
      "attendee.timeZone is not a known IANA time zone, such as Europe/Berlin",
    ],
    ["no zone", { attendee: { name: "Bo" } }, "attendee.timeZone", "attendee.timeZone is required"],
    [
      "an impossible number",
      { attendee: { ...ada, phoneNumber: "+49 1" } },
      "attendee.phoneNumber",
      /^attendee.phoneNumber is not a possible phone number. Write it with \+ and the country code/,
    ],
    [
      "a number without a country code",
      { attendee: { ...ada, phoneNumber: "030 901820" } },
      "attendee.phoneNumber",
      /^attendee.phoneNumber has no country code/,
    ],
    [
      "a number in an answer without a country code",
      { attendee: withoutPhone, bookingFieldsResponses: { phone: "030 901820" } },
      "bookingFieldsResponses.phone",
      /^bookingFieldsResponses.phone has no country code/,
    ],
    [
      "an impossible number as the location",
      { attendee: withoutPhone, location: { type: "attendeePhone", phone: "+49 1" } },
      "location.phone",
      /^location.phone is not a possible phone number/,
    ],
    [
      "an address that is none",
      { attendee: { ...ada, email: "ada" } },
      "attendee.email",
      "attendee.email is not an e-mail address",
    ],
    [
      "an address in an answer that is none",
      { attendee: { ...ada, email: null }, bookingFieldsResponses: { email: "ada" } },
      "bookingFieldsResponses.email",
      "bookingFieldsResponses.email is not an e-mail address",
    ],
    ["a guest who is no address", { guests: ["x"] }, "guests.0", "guests.0 is not an e-mail address"],
    ["guests that are no list", { guests: "x@example.org" }, "guests", "guests must be a list"],
    [
      "a location of an unknown type",
      { location: { type: "moon" } },
      "location.type",
      /^location.type must be one of address, link, phone,/,
    ],
    [
      "a location without what its type needs",
      { location: { type: "attendeeAddress" } },
      "location.address",
      "location.address is required",
    ],
    ["a meeting URL that is none", { meetingUrl: "x" }, "meetingUrl", "meetingUrl must be a URL"],
    ["too many metadata keys", { metadata: tooManyKeys }, "metadata", metadataMessage],
    ["a metadata key too long", { metadata: { ["k".repeat(41)]: "x" } }, "metadata", metadataMessage],
    ["a metadata value too long", { metadata: { a: "x".repeat(501) } }, "metadata", metadataMessage],
    ["a metadata value that is no text", { metadata: { a: 1 } }, "metadata.a", metadataMessage],
    ["metadata that is no object", { metadata: "x" }, "metadata", metadataMessage],
    [
      "an event type id that is no number",
      { eventTypeId: "x" },
      "eventTypeId",
      "eventTypeId must be a number",
    ],
    ["a length of nothing", { lengthInMinutes: 0 }, "lengthInMinutes", "lengthInMinutes must be at least 1"],
    [
      "a workflow id that is no number",
      { workflowIds: ["x"] },
      "workflowIds.0",
      "workflowIds.0 must be a number",
    ],
    [
      "notes too long",
      { bookingFieldsResponses: { notes: "x".repeat(2001) } },
      "bookingFieldsResponses.notes",
      "bookingFieldsResponses.notes must be at most 2000 characters",
    ],
    [
      "text that cannot be stored",
      { bookingFieldsResponses: { topic: "a\0b" } },
      "bookingFieldsResponses.topic",
      /^bookingFieldsResponses.topic contains characters that cannot be stored/,
    ],
    [
      "half a surrogate pair",
      { metadata: { topic: "\ud83c" } },
      "metadata.topic",
      /^metadata.topic contains characters that cannot be stored/,
    ],
  ])("%s", async (_what, more, field, message) => {
    const error = await refusal(more);
    expect(error.code).toBe("BadRequestException");
    expect(error.details).toMatchObject({ field, statusCode: 400 });
    expect(error.message).toMatch(message);
  });

  test("everything that is wrong is told at once", async () => {
    const error = await refusal({ start: "x", attendee: { timeZone: "x" }, guests: 1 });
    expect(error.details.errors.map(({ field }: { field: string }) => field)).toEqual([
      "start",
      "attendee.name",
      "attendee.timeZone",
      "guests",
    ]);
  });
});

describe("a booking that the rules forbid says why, in the words that callers know", () => {
  test.each<[what: string, more: () => object, status: number, reason: string, message: string | RegExp]>([
    [
      "a start in the past",
      () => ({ start: "2026-11-02T07:30:00Z" }),
      400,
      "past",
      /^Attempting to book a meeting in the past\.$/,
    ],
    [
      "a time outside the hours",
      () => ({ start: "2026-11-03T04:00:00Z" }),
      400,
      "outside_availability",
      /^The event type can't be booked at the "start" time provided\./,
    ],
    [
      "a time between the starts offered",
      () => ({ start: "2026-11-03T10:07:00Z" }),
      400,
      "not_on_grid",
      /^The event type can't be booked at the "start" time provided\./,
    ],
    [
      "a taken time",
      () => ({ start: takenStart }),
      400,
      "slot_taken",
      /^User either already has booking at this time or is not available$/,
    ],
    [
      "an unknown event type",
      () => ({ eventTypeId: 999_999 }),
      404,
      "event_type_not_found",
      /^Event type with id 999999 not found\.$/,
    ],
    [
      "an unknown slug",
      () => ({ eventTypeId: null, eventTypeSlug: "nope", username: "mira" }),
      404,
      "event_type_not_found",
      /^Event type with slug nope belonging to user mira not found\.$/,
    ],
    [
      "an unknown user",
      () => ({ eventTypeId: null, eventTypeSlug: "intro", username: "nobody" }),
      404,
      "user_not_found",
      /^User with username nobody not found$/,
    ],
    [
      "a team",
      () => ({ eventTypeId: null, eventTypeSlug: "intro", teamSlug: "sales" }),
      404,
      "team_not_found",
      /^Team with slug sales not found$/,
    ],
    [
      "an organization",
      () => ({ eventTypeId: null, eventTypeSlug: "intro", username: "mira", organizationSlug: "acme" }),
      404,
      "event_type_not_found",
      /^Event type with slug intro belonging to user mira within organization acme not found\.$/,
    ],
    [
      "no event type",
      () => ({ eventTypeId: undefined }),
      400,
      "event_type_not_named",
      /^Either eventTypeId or eventTypeSlug \+ username or eventTypeSlug \+ teamSlug must be provided$/,
    ],
    [
      "an attendee who cannot be reached",
      () => ({ attendee: { name: "Bo", timeZone: "UTC" } }),
      400,
      "attendee_unreachable",
      /^Attendee must have at least one contact method \(email or phone number\)$/,
    ],
    [
      "a missing phone number",
      () => ({ eventTypeId: phoneEventTypeId, attendee: withoutPhone }),
      400,
      "phone_required",
      /^Missing attendee phone number - it is required by the event type\. Pass it as "attendee\.phoneNumber" string in the request\.$/,
    ],
    [
      "a length that is not offered",
      () => ({ lengthInMinutes: 45 }),
      400,
      "length_not_offered",
      /takes 30 minutes; leave the length out or pass that/,
    ],
    [
      "an unknown workflow",
      () => ({ workflowIds: [999_999] }),
      400,
      "workflow_not_found",
      /^Workflow with id 999999 not found\./,
    ],
    [
      "a workflow of someone else",
      () => ({ workflowIds: [foreignWorkflowId] }),
      400,
      "workflow_not_found",
      /^Workflow with id \d+ not found\. Pass only workflows of this event type's owner\.$/,
    ],
  ])("%s", async (_what, more, status, reason, message) => {
    const error = await refusal(more(), { status });
    expect(error.code).toBe(status === 404 ? "NotFoundException" : "BadRequestException");
    expect(error.details.reason).toBe(reason);
    expect(error.message).toMatch(message);
  });
});

test.each([
  ["instant", true],

  ["routing", { responseId: 1 }],
  ["emailVerificationCode", "123456"],
  ["allowConflicts", true],
  ["allowBookingOutOfBounds", true],
  ["skipBookingLimits", true],
])("the option %s is known and refused, not ignored", async (field, value) => {
  const error = await refusal({ [field]: value });
  expect(error.details).toMatchObject({ field, reason: "option_not_served" });
});
