import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { seedWorkflow } from "@/db/testing/seed-organizer";
import { ada, type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

describe("POST /v2/bookings", () => {
  test("a booking comes back whole, with what it owes", async () => {
    const body = door.bookingBody({ metadata: { source: "crm" }, guests: ["Guest@example.org"] });
    const { status, body: answer } = await door.post("/v2/bookings", body);
    expect(status).toBe(201);
    expect(answer.status).toBe("success");
    expect(bookingDataSchema.strict().parse(answer.data)).toEqual({
      ...answer.data,
      title: "Intro call between Mira Holt and Ada Byron",
      description: "",
      hosts: [
        {
          id: door.organizer.id,
          name: "Mira Holt",
          email: "mira@example.org",
          displayEmail: "mira@example.org",
          username: "mira",
          timeZone: "Europe/Berlin",
        },
      ],
      status: "accepted",
      start: body.start,
      end: new Date(Date.parse(body.start) + 30 * 60_000).toISOString(),
      duration: 30,
      eventTypeId: door.eventTypeId,
      eventType: { id: door.eventTypeId, slug: "intro" },
      meetingUrl: "Room 1",
      location: "Room 1",
      absentHost: false,
      metadata: { source: "crm" },
      guests: ["guest@example.org"],
      attendees: [
        {
          name: "Ada Byron",
          email: "ada@example.org",
          displayEmail: "ada@example.org",
          timeZone: "Asia/Tokyo",
          language: "en",
          absent: false,
          phoneNumber: "+4930901820",
        },
      ],
      bookingFieldsResponses: { name: "Ada Byron", email: "ada@example.org" },
    });
  });

  test("what isn't set is left out", async () => {
    const { body } = await door.book();
    const optional = [
      "guests",
      "cancellationReason",
      "rescheduledFromUid",
      "rescheduledToUid",
      "inFlightMessages",
    ];
    for (const name of optional) expect(body.data).not.toHaveProperty(name);
    expect(Object.values(body.data)).not.toContain(null);
  });

  test("the plan shows each message with a masked recipient", async () => {
    const { body } = await door.book();
    expect(body.data.workflows).toEqual([
      {
        id: expect.any(String),
        workflow: { id: door.workflowId, name: "Text on booking" },
        step: { id: expect.any(Number), number: 1 },
        channel: "sms",
        recipient: "+4•••••1820",
        dueAt: "2026-11-02T08:00:00.000Z",
        state: "planned",
        attempts: 0,
      },
    ]);
    const recipients = body.data.notifications.map((message: { recipient: string }) => message.recipient);
    expect(recipients.sort()).toEqual(["a•••@example.org", "m•••@example.org"]);
    expect(JSON.stringify([body.data.workflows, body.data.notifications])).not.toMatch(/901820|ada@/);
  });

  test("a message that will not be sent says why", async () => {
    const attendee = { name: "Bo", email: "bo@example.org", timeZone: "UTC" };
    const { body } = await door.book({ attendee });
    expect(body.data.workflows).toMatchObject([{ state: "skipped", reason: "no_phone", recipient: "" }]);
  });

  test.each([
    ["attendee.phoneNumber", { attendee: { ...ada, phoneNumber: "+49 30 901820" } }],
    ["smsReminderNumber", { smsReminderNumber: "0049 30 901820" }],
    [
      "bookingFieldsResponses.attendeePhoneNumber",
      { bookingFieldsResponses: { attendeePhoneNumber: "+4930901820" } },
    ],
    [
      "bookingFieldsResponses.smsReminderNumber",
      { bookingFieldsResponses: { smsReminderNumber: "+4930901820" } },
    ],
    ["bookingFieldsResponses.phone", { bookingFieldsResponses: { phone: "tel:+4930901820" } }],
    [
      "bookingFieldsResponses.location",
      { bookingFieldsResponses: { location: { value: "phone", optionValue: "+4930901820" } } },
    ],
    ["location.phone", { location: { type: "attendeePhone", phone: "+49 (30) 901820" } }],
    ["location as text", { location: "+4930901820" }],
  ])("a phone number given as %s gets the text", async (_spelling, part) => {
    const { phoneNumber: _, ...withoutPhone } = ada;
    const { body } = await door.book({ attendee: withoutPhone, ...part });
    expect(body.data.attendees[0].phoneNumber).toBe("+4930901820");
    expect(body.data.workflows).toMatchObject([{ state: "planned", recipient: "+4•••••1820" }]);
  });

  test("an attendee with a phone number alone is booked", async () => {
    const attendee = {
      name: "Bo",
      timeZone: "UTC",
      phoneNumber: "+14155552671",
      email: null,
      language: null,
    };
    const { status, body } = await door.book({ attendee });
    expect(status).toBe(201);
    expect(body.data.attendees).toMatchObject([{ email: "", displayEmail: "", phoneNumber: "+14155552671" }]);
    expect(body.data.bookingFieldsResponses).toMatchObject({ name: "Bo", email: "" });
  });

  test("an event type can be named by slug and username", async () => {
    const body = { ...door.bookingBody(), eventTypeId: undefined, eventTypeSlug: "intro", username: "Mira" };
    const answer = await door.post("/v2/bookings", body);
    expect(answer.status).toBe(201);
    expect(answer.body.data.eventTypeId).toBe(door.eventTypeId);
  });

  test("answers to booking fields fill what the body doesn't say", async () => {
    const bookingFieldsResponses = {
      email: "bo@example.org",
      notes: "Bring the plans",
      guests: ["guest@example.org"],
      location: { value: "attendeeInPerson", optionValue: "Main Street 1" },
      favourite: { colour: "green" },
    };
    const attendee = { name: "Bo", timeZone: "UTC" };
    const { body } = await door.book({ attendee, bookingFieldsResponses });
    expect(body.data).toMatchObject({
      description: "Bring the plans",
      location: "Main Street 1",
      guests: ["guest@example.org"],
      attendees: [{ email: "bo@example.org" }],
      bookingFieldsResponses: { ...bookingFieldsResponses, name: "Bo", email: "bo@example.org" },
    });
  });

  test("a start without an offset is UTC, and one with an offset means the same instant", async () => {
    const start = door.freeStart();
    const first = await door.book({ start: start.replace(".000Z", "") });
    expect(first.body.data.start).toBe(start);
    const later = door.freeStart();
    const inBerlin = later.replace("T08:00:00.000Z", "T09:00:00+01:00");
    const second = await door.book({ start: inBerlin });
    expect(second.body.data.start).toBe(later);
  });

  test("named workflows take the place of the active ones", async () => {
    const other = await seedWorkflow(door.database.db, door.organizer, { name: "Another" });
    const chosen = await door.book({ workflowIds: [other.id] });
    expect(chosen.body.data.workflows).toMatchObject([{ workflow: { id: other.id, name: "Another" } }]);
    const none = await door.book({ workflowIds: [] });
    expect(none.body.data.workflows).toEqual([]);
  });

  test("unknown fields are ignored, and options that are off are served", async () => {
    const body = door.bookingBody({
      surprise: { a: 1 },
      instant: false,
      allowConflicts: false,
      routing: null,
    });
    expect((await door.post("/v2/bookings", body)).status).toBe(201);
  });

  test("the commit is reported once, with the event it wrote", async () => {
    const before = door.committedIds.length;
    await door.book();
    const reported = door.committedIds.slice(before);
    const rows = await door.database.db.select({ id: outbox.id, name: outbox.name }).from(outbox);
    const written = rows.filter(({ id }) => reported.includes(id));
    expect(written).toEqual([{ id: reported[0], name: "booking/created" }]);
  });

  test("both mounts and both versions give the same shape", async () => {
    const answers = await Promise.all([
      door.post("/v2/bookings", door.bookingBody(), { "cal-api-version": "2024-08-13" }),
      door.post("/api/v2/bookings", door.bookingBody(), { "cal-api-version": "2026-02-25" }),
      door.post("/api/v2/bookings", door.bookingBody()),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const shapes = answers.map(({ body }) => Object.keys(body.data));
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
  });
});
