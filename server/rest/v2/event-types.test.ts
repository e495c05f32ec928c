import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { eventTypeDataSchema } from "./event-type-data";

let door: BookableDoor;
let stranger: { authorization: string };
let count = 0;

beforeAll(async () => {
  door = await createBookableDoor();
  const other = await seedOrganizer(door.database.db, { username: "noor" });
  stranger = { authorization: (await seedApiKey(door.database.db, other)).key };
});
afterAll(() => door.close());

const version = { "cal-api-version": "2024-06-14" };
const least = () => {
  count += 1;
  return { title: "Coding class", slug: `coding-class-${count}`, lengthInMinutes: 60 };
};
const create = async (more: object = {}) => {
  const reply = await door.post("/v2/event-types", { ...least(), ...more }, { ...door.asHost, ...version });
  expect(reply.status, JSON.stringify(reply.body.error)).toBe(201);
  return eventTypeDataSchema.strict().parse(reply.body.data);
};
const at = (id: number) => `/v2/event-types/${id}`;
const change = (id: number, body: object) => door.patch(at(id), body, door.asHost);
const slugsOf = ({ body }: { body: { data: { slug: string }[] } }) => body.data.map(({ slug }) => slug);

const settings = {
  description: "Let's learn.",
  lengthInMinutesOptions: [30, 60],
  locations: [{ type: "address", address: "Main Street 1", public: true }],
  slotInterval: 15,
  minimumBookingNotice: 60,
  beforeEventBuffer: 5,
  afterEventBuffer: 10,
  offsetStart: 30,
  bookingLimitsCount: { day: 2, week: 5 },
  bookingLimitsDuration: { day: 60, month: 1000 },
  bookerActiveBookingsLimit: { maximumActiveBookings: 3, offerReschedule: false },
  onlyShowFirstAvailableSlot: true,
  bookingWindow: { type: "calendarDays", value: 30, rolling: true },
  confirmationPolicy: {
    type: "time",
    noticeThreshold: { unit: "minutes", count: 60 },
    blockUnconfirmedBookingsInBooker: true,
  },
  recurrence: { frequency: "weekly", interval: 2, occurrences: 10 },
  lockTimeZoneToggleOnBookingPage: true,
  hidden: true,
};

describe("POST /v2/event-types", () => {
  test("offers a kind of meeting that can be booked, with what callers expect to find", async () => {
    const body = {
      ...least(),
      locations: [{ type: "link", link: "https://meet.example.org/a", public: true }],
    };
    const reply = await door.post("/v2/event-types", body, door.asHost);
    const data = eventTypeDataSchema.strict().parse(reply.body.data);
    expect(data).toMatchObject({
      ...body,
      ownerId: door.organizer.id,
      description: "",
      scheduleId: door.organizer.scheduleId,
      bookingUrl: expect.stringMatching(`^http.*/mira/${body.slug}$`),
      users: [{ id: door.organizer.id, name: "Mira Holt", username: "mira", weekStart: "Monday" }],
      recurrence: null,
      slotInterval: null,
      seats: { disabled: true },
      seatsPerTimeSlot: null,
      confirmationPolicy: { disabled: true },
      bookingLimitsCount: { disabled: true },
      bookingLimitsDuration: { disabled: true },
      bookingWindow: { disabled: true },
      hidden: false,
      price: 0,
      currency: "usd",
      metadata: {},
    });
    expect(data.bookingFields.map(({ slug, required }) => [slug, required])).toEqual([
      ["name", true],
      ["email", true],
      ["attendeePhoneNumber", false],
      ["notes", false],
      ["guests", false],
      ["rescheduleReason", false],
    ]);
    const booked = await door.book({ eventTypeId: data.id });
    expect(booked.body.data).toMatchObject({ duration: 60, location: "https://meet.example.org/a" });
  });

  test("takes every setting, and reads as it was written", async () => {
    const created = await create(settings);
    expect(created).toMatchObject(settings);
    expect((await door.get(at(created.id), door.asHost)).body).toEqual({ status: "success", data: created });
    const seats = { seatsPerTimeSlot: 4, showAttendeeInfo: true, showAvailabilityCount: false };
    const seated = await create({ seats });
    expect(seated).toMatchObject({ seats, seatsPerTimeSlot: 4, seatsShowAvailabilityCount: false });
    expect(seated.bookingFields.map(({ slug }) => slug)).not.toContain("guests");
  });

  test.each([
    [{ type: "businessDays", value: 10, rolling: false }],
    [{ type: "range", value: ["2026-12-01", "2026-12-24"] }],
  ])("the window %j", async (bookingWindow) => {
    expect((await create({ bookingWindow })).bookingWindow).toEqual(bookingWindow);
  });

  test("a notice in hours or days is kept in minutes", async () => {
    const noticeThreshold = { unit: "days", count: 2 };
    const policy = { type: "time", noticeThreshold, blockUnconfirmedBookingsInBooker: false };
    expect((await create({ confirmationPolicy: policy })).confirmationPolicy).toEqual({
      ...policy,
      noticeThreshold: { unit: "minutes", count: 2880 },
    });
  });

  test.each([[[{ type: "phone", phone: "+49 30 901820", public: true }]], [[{ type: "attendeeDefined" }]]])(
    "the place %j",
    async (locations) => {
      expect((await create({ locations })).locations).toEqual(locations);
    },
  );

  test("a required field for the phone number is asked of bookings", async () => {
    const { id, bookingFields } = await create({
      bookingFields: [
        { type: "name", slug: "name" },
        { type: "phone", slug: "attendeePhoneNumber", required: true, hidden: false },
      ],
    });
    expect(bookingFields).toContainEqual(
      expect.objectContaining({ slug: "attendeePhoneNumber", required: true }),
    );
    const attendee = { name: "Bo", email: "bo@example.org", timeZone: "UTC" };
    const { status, body } = await door.book({ eventTypeId: id, attendee });
    expect(status).toBe(400);
    expect(body.error.message).toMatch(/^Missing attendee phone number - it is required by the event type\./);
  });

  test("options that are off or empty ask for nothing", async () => {
    await create({
      seats: { disabled: true },
      recurrence: null,
      bookingLimitsCount: { disabled: true },
      hideCalendarNotes: false,
      successRedirectUrl: null,
      disableCancelling: { disabled: false },
      destinationCalendar: null,
      hosts: [],
      surprise: { a: 1 },
    });
  });

  test("a slug that is in use is refused in the words that callers know", async () => {
    const { slug } = await create();
    const { status, body } = await door.post("/v2/event-types", { ...least(), slug }, door.asHost);
    expect([status, body.error.message]).toEqual([400, "User already has an event type with this slug."]);
  });

  test("a schedule of somebody else's is not found", async () => {
    const { scheduleId } = await seedOrganizer(door.database.db, { username: "otto" });
    const { status, body } = await door.post("/v2/event-types", { ...least(), scheduleId }, door.asHost);
    expect([status, body.error.message]).toEqual([
      404,
      `User with ID=${door.organizer.id} does not own schedule with ID=${scheduleId}`,
    ]);
  });
});

describe("GET /v2/event-types", () => {
  test("anyone lists what a username offers, and finds what is hidden by its slug", async () => {
    const shown = await create();
    const hidden = await create({ hidden: true });
    const listed = await door.get("/v2/event-types?username=MIRA", version);
    expect(listed.status).toBe(200);
    for (const each of listed.body.data) eventTypeDataSchema.strict().parse(each);
    expect(listed.body.data).toContainEqual(shown);
    expect(slugsOf(listed)).not.toContain(hidden.slug);
    const one = await door.get(`/v2/event-types?username=mira&eventSlug=${hidden.slug}`);
    expect(one.body.data).toEqual([hidden]);
    expect((await door.get("/v2/event-types?username=mira&eventSlug=nothing")).body.data).toEqual([]);
    expect((await door.get("/v2/event-types?username=nobody")).body.data).toEqual([]);
  });

  test("the key's holder lists their own, what is hidden too", async () => {
    const hidden = await create({ hidden: true });
    const own = await door.get("/v2/event-types", door.asHost);
    expect(slugsOf(own)).toContain(hidden.slug);
    expect((await door.get("/v2/event-types?username=mira", door.asHost)).body).toEqual(own.body);
    const one = await door.get(`/v2/event-types?eventSlug=${hidden.slug}`, door.asHost);
    expect(one.body.data).toEqual([hidden]);
    expect((await door.get("/v2/event-types", stranger)).body.data).toEqual([]);
  });

  test("nobody has none of their own", async () => {
    const { status, body } = await door.get("/v2/event-types");
    expect(status).toBe(401);
    expect(body.error.message).toMatch(/^No authentication method provided\./);
  });

  test.each(["usernames=mira,noor", "orgSlug=acme", "orgId=7"])("%s is refused", async (query) => {
    const { status, body } = await door.get(`/v2/event-types?${query}`, door.asHost);
    expect([status, body.error.details.field]).toEqual([400, query.split("=")[0]]);
  });
});

describe("PATCH /v2/event-types/:eventTypeId", () => {
  test("changes what is named, and the rest stays", async () => {
    const created = await create(settings);
    const { status, body } = await change(created.id, { title: "Chat", hidden: false });
    expect([status, body.data]).toEqual([200, { ...created, title: "Chat", hidden: false }]);
  });

  test("takes what it gives", async () => {
    const created = await create({ ...settings, bookingFields: [{ type: "phone", required: true }] });
    const { status, body } = await change(created.id, created);
    expect(status, JSON.stringify(body.error)).toBe(200);
    expect(body.data).toEqual(created);
  });

  test("changes the limits of counts without those of durations, and switches each off", async () => {
    const { id } = await create(settings);
    const counted = await change(id, { bookingLimitsCount: { week: 7 } });
    expect(counted.body.data).toMatchObject({
      bookingLimitsCount: { week: 7 },
      bookingLimitsDuration: settings.bookingLimitsDuration,
    });
    expect(counted.body.data.bookingLimitsCount).toEqual({ week: 7 });
    const [, timed] = await Promise.all([
      change(id, { bookingLimitsCount: { day: 3 } }),
      change(id, { bookingLimitsDuration: { day: 90 } }),
    ]);
    expect(timed.status).toBe(200);
    expect((await door.get(at(id), door.asHost)).body.data).toMatchObject({
      ...{ bookingLimitsCount: { day: 3 }, bookingLimitsDuration: { day: 90 } },
    });
    const off = { disabled: true };
    const all = await change(id, {
      ...{ bookingLimitsCount: off, bookingLimitsDuration: off, bookerActiveBookingsLimit: off },
      ...{ bookingWindow: off, confirmationPolicy: off, recurrence: off, seats: off },
    });
    expect(all.body.data).toMatchObject({
      ...{ bookingLimitsCount: off, bookingLimitsDuration: off, bookerActiveBookingsLimit: off },
      ...{ bookingWindow: off, confirmationPolicy: off, recurrence: null, seats: off },
    });
  });
});

test("DELETE says what is offered no more, and then doesn't know it", async () => {
  const { id, slug, title } = await create();
  const { status, body } = await door.delete(at(id), door.asHost);
  expect([status, body.data]).toEqual([200, { id, lengthInMinutes: 60, slug, title }]);
  const again = await door.delete(at(id), door.asHost);
  expect([again.status, again.body.error.message]).toEqual([404, `Event type with ID=${id} does not exist.`]);
  const read = await door.get(at(id), door.asHost);
  expect([read.status, read.body.error.message]).toEqual([404, `Event type with id ${id} not found`]);
});

test("anyone else finds nothing and changes nothing", async () => {
  const { id } = await create();
  const before = await countRows(door.database.db);
  const send = async (headers: Record<string, string>) => [
    (await door.get(at(id), headers)).status,
    (await door.patch(at(id), { title: "Mine" }, headers)).status,
    (await door.delete(at(id), headers)).status,
  ];
  expect(await send(stranger)).toEqual([404, 404, 404]);
  expect(await send({})).toEqual([401, 401, 401]);
  expect((await door.post("/v2/event-types", least())).status).toBe(401);
  expect(await countRows(door.database.db)).toEqual(before);
  expect((await door.get(at(id), door.asHost)).body.data.title).toBe("Coding class");
});

test("other versions are told which is served", async () => {
  const { status, body } = await door.get("/v2/event-types", { "cal-api-version": "2024-08-13" });
  expect([status, body.error.details.servedVersions]).toEqual([404, ["2024-06-14"]]);
});
