import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType } from "@/db/testing/seed-organizer";
import { testNow } from "@/server/services/testing/create-test-context";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { olderBookingDataSchema } from "./older-booking-data-schema";
import { olderBookingVersions } from "./older-booking-words";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());
beforeEach(() => door.clock.set(testNow));

const older = { "cal-api-version": "2024-06-14" };
const responses = { name: "Ada Byron", email: "Ada@example.org", attendeePhoneNumber: "+49 30 901820" };
const minutesAfter = (start: string, minutes: number) =>
  new Date(Date.parse(start) + minutes * 60_000).toISOString();
const olderBody = (more: object = {}) => ({
  start: door.freeStart(),
  eventTypeId: door.eventTypeId,
  timeZone: "asia/tokyo",
  language: "en",
  metadata: { source: "crm" },
  responses,
  ...more,
});
const book = (more: object = {}, headers: Record<string, string> = older) =>
  door.post("/v2/bookings", olderBody(more), headers);

describe("POST /v2/bookings", () => {
  test("a booking comes back whole, in the older shape", async () => {
    const answers = { ...responses, guests: ["Guest@example.org"], notes: "Hello", size: 3 };
    const { status, body } = await book({ responses: answers });
    expect(status).toBe(201);
    const data = olderBookingDataSchema.strict().parse(body.data);
    expect(data).toEqual({
      ...data,
      title: "Intro call between Mira Holt and Ada Byron",
      description: "Hello",
      endTime: minutesAfter(data.startTime, 30),
      status: "ACCEPTED",
      location: "Room 1",
      metadata: { source: "crm" },
      responses: { ...answers, email: "ada@example.org", guests: ["guest@example.org"] },
      cancellationReason: null,
      rescheduled: false,
      fromReschedule: null,
      recurringEventId: null,
      smsReminderNumber: "+4930901820",
      userPrimaryEmail: "mira@example.org",
      user: {
        id: door.organizer.id,
        name: "Mira Holt",
        email: "mira@example.org",
        username: "mira",
        timeZone: "Europe/Berlin",
      },
      eventTypeId: door.eventTypeId,
      attendees: [
        {
          id: expect.any(Number),
          bookingId: data.id,
          name: "Ada Byron",
          email: "ada@example.org",
          phoneNumber: "+4930901820",
          timeZone: "Asia/Tokyo",
          locale: "en",
          noShow: false,
        },
      ],
    });
    expect(data.workflows).toMatchObject([{ channel: "sms", state: "planned" }]);
  });

  test.each<[spelling: string, answers: object, more?: object]>([
    ["responses.smsReminderNumber", { smsReminderNumber: "0049 30 901820" }],
    ["responses.phone", { phone: "tel:+4930901820" }],
    ["responses.location", { location: { value: "phone", optionValue: "+4930901820" } }],
    ["smsReminderNumber", {}, { smsReminderNumber: "+4930901820" }],
  ])("a phone number given as %s gets the text", async (_spelling, answers, more) => {
    const { body } = await book({ responses: { name: "Ada", email: "", ...answers }, ...more });
    expect(body.data).toMatchObject({ smsReminderNumber: "+4930901820", responses: { email: "" } });
    expect(body.data.workflows).toMatchObject([{ state: "planned", recipient: "+4•••••1820" }]);
  });

  test("a name may come in two parts, and a place as a choice", async () => {
    const name = { firstName: "Ada", lastName: "Byron" };
    const location = { value: "attendeeInPerson", optionValue: "Main Street 1" };
    const { body } = await book({ responses: { ...responses, name, location } });
    expect(body.data).toMatchObject({ attendees: [{ name: "Ada Byron" }], location: "Main Street 1" });
    const linked = await book({ locationUrl: "https://meet.example.org/a" });
    expect(linked.body.data.location).toBe("https://meet.example.org/a");
    const kept = await book({ responses: { ...responses, location: { value: "link", optionValue: "" } } });
    expect(kept.body.data.location).toBe("Room 1");
  });

  test("its end says how long it takes, where there are several lengths", async () => {
    const lengths = { slug: "flexible", lengthOptionsMinutes: [30, 60] };
    const { id: eventTypeId } = await seedEventType(door.database.db, door.organizer, lengths);
    const start = door.freeStart();
    const { body } = await book({ eventTypeId, start, end: minutesAfter(start, 60) });
    expect(body.data).toMatchObject({ startTime: start, endTime: minutesAfter(start, 60) });
  });

  test("a reserved time is booked by whoever names the reservation", async () => {
    const start = door.freeStart();
    const end = minutesAfter(start, 30);
    const held = { eventTypeId: door.eventTypeId, slotUtcStartDate: start, slotUtcEndDate: end };
    const reservedSlotUid = (await door.post("/v2/slots/reserve", held, older)).body.data;
    expect((await book({ start })).body.error.message).toBe("no_available_users_found_error");
    expect((await book({ start, reservedSlotUid })).status).toBe(201);
  });

  test("options that say nothing are no options", async () => {
    const nothing = { hashedLink: "", hasHashedBookingLink: false, orgSlug: null, rescheduleUid: null };
    expect((await book({ ...nothing, routedTeamMemberIds: null, _isDryRun: false })).status).toBe(201);
  });

  test("a taken time is refused by its code, with the next free ones", async () => {
    const { startTime: start } = (await book()).body.data;
    const { status, body } = await book({ start });
    expect([status, body.error.message]).toEqual([400, "no_available_users_found_error"]);
    expect(body.error.details.alternatives).toHaveLength(3);
  });

  test.each<[what: string, more: object, status: number, field: string]>([
    ["no start", { start: undefined }, 400, "start"],
    ["no event type", { eventTypeId: undefined }, 400, "eventTypeId"],
    ["an unknown event type", { eventTypeId: 999 }, 404, "eventTypeId"],
    ["no time zone", { timeZone: undefined }, 400, "timeZone"],
    ["an unknown time zone", { timeZone: "Mars/Olympus" }, 400, "timeZone"],
    ["no answers", { responses: undefined }, 400, "responses"],
    ["no name", { responses: { email: "a@example.org" } }, 400, "responses.name"],
    ["an address that is none", { responses: { ...responses, email: "ada" } }, 400, "responses.email"],
    ["neither address nor number", { responses: { name: "Ada" } }, 400, "responses"],
    [
      "a number without its country",
      { responses: { name: "Ada", phone: "030 901820" } },
      400,
      "responses.phone",
    ],
    ["an end before the start", { end: "2026-01-01T00:00:00Z" }, 400, "end"],
    ["a length not offered", { start: "2026-11-03T12:00:00Z", end: "2026-11-03T12:45:00Z" }, 400, "end"],
    ["a private link", { hashedLink: "abc" }, 400, "hashedLink"],
    ["an organization", { orgSlug: "acme" }, 400, "orgSlug"],
    ["a team", { teamMemberEmail: "bo@example.org" }, 400, "teamMemberEmail"],
    ["a rehearsal", { _isDryRun: true }, 400, "_isDryRun"],
    ["a booking to move that isn't there", { rescheduleUid: "nowhere" }, 404, "rescheduleUid"],
  ])("%s is refused by the name of the field, and nothing is written", async (_what, more, status, field) => {
    const body = { ...olderBody({ start: "2026-11-03T12:00:00Z" }), ...more };
    const before = await countRows(door.database.db);
    const answer = await door.post("/v2/bookings", body, older);
    expect([answer.status, answer.body.error.details.field]).toEqual([status, field]);
    expect(await countRows(door.database.db)).toEqual(before);
  });
});

describe("a booking that is moved with rescheduleUid", () => {
  test("keeps who it is with, and leads from the old one to the new", async () => {
    const { uid } = (await book()).body.data;
    const start = door.freeStart();
    const other = { name: "Somebody Else", email: "else@example.org" };
    const { status, body } = await book({ start, rescheduleUid: uid, metadata: {}, responses: other });
    expect([status, body.data]).toMatchObject([
      201,
      {
        startTime: start,
        fromReschedule: uid,
        metadata: { source: "crm" },
        attendees: [{ name: "Ada Byron" }],
      },
    ]);
    const old = await door.get(`/v2/bookings/${uid}`, older);
    expect(old.body.data).toMatchObject({ status: "CANCELLED", rescheduled: true });
  });

  test("stays with its event type", async () => {
    const { uid } = (await book()).body.data;
    const { id: eventTypeId } = await seedEventType(door.database.db, door.organizer, { slug: "another" });
    const { status, body } = await book({ rescheduleUid: uid, eventTypeId });
    expect([status, body.error.details]).toMatchObject([
      400,
      { field: "eventTypeId", reason: "event_type_differs" },
    ]);
  });

  test("is a seat only where the seat is named", async () => {
    const seated = { slug: "class", seatsPerSlot: 3 };
    const { id: eventTypeId } = await seedEventType(door.database.db, door.organizer, seated);
    const { uid, seatReferenceUid } = (await book({ eventTypeId })).body.data;
    const found = await door.get(`/v2/bookings/${seatReferenceUid}/reschedule`, older);
    expect(found.body.data).toMatchObject({ uid, seatReferenceUid });
    const unnamed = await book({ eventTypeId, rescheduleUid: uid });
    expect([unnamed.status, unnamed.body.error.details.field]).toEqual([400, "seatReferenceUid"]);
    expect((await book({ eventTypeId, rescheduleUid: uid, seatReferenceUid })).status).toBe(201);
  });
});

describe("versions", () => {
  test.each(olderBookingVersions)("%s has the older shape, for each operation alike", async (version) => {
    const headers = { "cal-api-version": version };
    const { body } = await book({}, headers);
    const { uid } = olderBookingDataSchema.strict().parse(body.data);
    const read = await door.get(`/v2/bookings/${uid}`, headers);
    expect(read.body.data).toEqual(body.data);
    const toMove = await door.get(`/v2/bookings/${uid}/reschedule`, headers);
    expect(toMove.body.data).toEqual(body.data);
  });

  test("the newest shape stays what comes without one, and doesn't read the older body", async () => {
    const { status, body } = await book({}, {});
    expect([status, body.error.details.field]).toEqual([400, "attendee"]);
  });

  test.each<[method: "get" | "post", path: string, version: string, served: string]>([
    ["post", "/v2/bookings/x/reschedule", "2024-06-14", "2024-08-13"],
    ["post", "/v2/bookings/x/confirm", "2024-04-15", "2024-08-13"],
    ["get", "/v2/bookings/x/attendees", "2024-06-11", "2024-08-13"],
    ["get", "/v2/bookings/x/reschedule", "2024-08-13", "2024-06-14"],
    ["post", "/v2/bookings/x/mark-no-show", "2026-02-25", "2024-06-14"],
    ["post", "/v2/bookings/recurring", "2024-08-13", "2024-06-14"],
  ])("%s %s in %s is not served, and the answer says where it is", async (method, path, version, served) => {
    const headers = { "cal-api-version": version };
    const { status, body } =
      method === "get" ? await door.get(path, headers) : await door.post(path, {}, headers);
    expect([status, body.error.details.reason]).toEqual([404, "version_not_served"]);
    expect(body.error.details.servedVersions).toContain(served);
  });

  test("instant bookings stay unserved in the older shape too", async () => {
    const { status, body } = await door.post("/v2/bookings/instant", olderBody(), older);
    expect([status, body.error.details.reason]).toEqual([501, "operation_not_served"]);
  });
});
