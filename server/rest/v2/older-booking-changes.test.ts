import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType } from "@/db/testing/seed-organizer";
import { testNow } from "@/server/services/testing/create-test-context";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;
let weeklyTypeId: number;

beforeAll(async () => {
  door = await createBookableDoor();
  const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;
  const weekly = await seedEventType(door.database.db, door.organizer, { slug: "weekly", recurrence });
  weeklyTypeId = weekly.id;
});
afterAll(() => door.close());
beforeEach(() => door.clock.set(testNow));

const older = { "cal-api-version": "2024-04-15" };
const asHost = () => ({ ...older, ...door.asHost });
const responses = { name: "Ada Byron", email: "ada@example.org" };
const olderBody = (more: object = {}) => ({
  start: door.freeStart(),
  eventTypeId: door.eventTypeId,
  timeZone: "Asia/Tokyo",
  language: "en",
  metadata: {},
  responses,
  ...more,
});
const book = async (more: object = {}) => (await door.post("/v2/bookings", olderBody(more), older)).body.data;
const dates = (count: number) =>
  Array.from({ length: count }, () => olderBody({ eventTypeId: weeklyTypeId, recurringCount: count }));
const bookDates = (body: object[]) => door.post("/v2/bookings/recurring", body, older);

describe("POST /v2/bookings/recurring", () => {
  test("books exactly the dates that are listed, whatever their order, as one series", async () => {
    const [first, second, third] = dates(3) as [object, object, object];
    const { status, body } = await bookDates([second, third, first]);
    expect(status).toBe(201);
    const starts = body.data.map(({ startTime }: { startTime: string }) => startTime);
    expect(starts).toEqual([first, second, third].map((date) => (date as { start: string }).start));
    const series = new Set(body.data.map((each: { recurringEventId: string }) => each.recurringEventId));
    expect([series.size, [...series][0]]).toEqual([1, expect.any(String)]);
  });

  test("one date alone is booked of an event type that doesn't repeat too", async () => {
    const { status, body } = await bookDates([olderBody()]);
    expect([status, body.data]).toMatchObject([201, [{ recurringEventId: null }]]);
  });

  test.each<[what: string, change: (body: object[]) => unknown, field: string, message: RegExp]>([
    ["no dates", () => [], "body", /at least 1 entry/],
    ["one booking that isn't listed", ([only]) => only, "body", /JSON list/],
    [
      "dates on which it doesn't repeat",
      (body) => [body[0], { ...body[1], start: door.freeStart() }],
      "start",
      /^start must be the dates/,
    ],
    [
      "dates of an event type that doesn't repeat",
      (body) => body.map((each) => ({ ...each, eventTypeId: door.eventTypeId })),
      "start",
      /^start must be the dates/,
    ],
    [
      "more dates than it has",
      (body) => [...body, ...dates(2)],
      "recurrenceCount",
      /higher than the event type's/,
    ],
    [
      "dates of different people",
      (body) => [body[0], { ...body[1], responses: { ...responses, name: "Bo" } }],
      "1",
      /^Date 1 must be like the first/,
    ],
    ["a date without a name", (body) => [body[0], { ...body[1], responses: {} }], "1.responses.name", /./],
    [
      "a series to move",
      (body) => body.map((each) => ({ ...each, rescheduleUid: "x" })),
      "rescheduleUid",
      /./,
    ],
    ["silence", (body) => body.map((each) => ({ ...each, noEmail: true })), "noEmail", /every message/],
  ])("%s are refused, and nothing is written", async (_what, change, field, message) => {
    const before = await countRows(door.database.db);
    const { status, body } = await bookDates(change(dates(2)) as object[]);
    expect([status, body.error.details.field]).toEqual([400, field]);
    expect(body.error.message).toMatch(message);
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("POST /v2/bookings books one date of an event type that repeats", async () => {
    const data = await book({ eventTypeId: weeklyTypeId });
    expect(data.recurringEventId).toEqual(expect.any(String));
    const { body } = await door.get(`/v2/bookings/${data.recurringEventId}`);
    expect(body.data).toHaveLength(1);
  });
});

describe("POST /v2/bookings/:uid/cancel", () => {
  test("answers with the booking's id and uid", async () => {
    const { id, uid } = await book();
    const answer = await door.post(`/v2/bookings/${uid}/cancel`, { cancellationReason: "Ill" }, older);
    const data = { bookingId: id, bookingUid: uid, onlyRemovedAttendee: false };
    expect([answer.status, answer.body]).toEqual([201, { status: "success", data }]);
    const read = await door.get(`/v2/bookings/${uid}`, older);
    expect(read.body.data).toMatchObject({ status: "CANCELLED", cancellationReason: "Ill" });
    const again = await door.post(`/v2/bookings/${uid}/cancel`, {}, older);
    expect([again.status, again.body.error.details.reason]).toEqual([400, "already_cancelled"]);
  });

  test("allRemainingBookings cancels all dates that lie ahead, whichever is named", async () => {
    const { data } = (await bookDates(dates(3))).body;
    const body = { allRemainingBookings: true };
    const answer = await door.post(`/v2/bookings/${data[1].uid}/cancel`, body, older);
    expect(answer.body.data).toMatchObject({ bookingUid: data[0].uid });
    const read = await door.get(`/v2/bookings/${data[0].recurringEventId}`);
    const statuses = read.body.data.map(({ status }: { status: string }) => status);
    expect(statuses).toEqual(["cancelled", "cancelled", "cancelled"]);
    const single = await book();
    expect((await door.post(`/v2/bookings/${single.uid}/cancel`, body, older)).status).toBe(201);
  });

  test("a seat is given up alone, by its uid", async () => {
    const seated = { slug: "class", seatsPerSlot: 3 };
    const { id: eventTypeId } = await seedEventType(door.database.db, door.organizer, seated);
    const { uid, seatReferenceUid } = await book({ eventTypeId });
    const unnamed = await door.post(`/v2/bookings/${uid}/cancel`, {}, older);
    expect([unnamed.status, unnamed.body.error.details.field]).toEqual([400, "seatReferenceUid"]);
    const named = await door.post(`/v2/bookings/${uid}/cancel`, { seatReferenceUid }, older);
    expect(named.body.data).toMatchObject({ bookingUid: uid, onlyRemovedAttendee: true });
  });

  test("the host has to give a reason, and a booking has to be there", async () => {
    const { uid } = await book();
    const silent = await door.post(`/v2/bookings/${uid}/cancel`, {}, asHost());
    expect([silent.status, silent.body.error.details.field]).toEqual([400, "cancellationReason"]);
    const nowhere = await door.post("/v2/bookings/nowhere/cancel", {}, older);
    expect([nowhere.status, nowhere.body.error.message]).toEqual([
      404,
      "Booking with UID=nowhere does not exist.",
    ]);
  });
});

describe("POST /v2/bookings/:uid/mark-no-show", () => {
  test("notes who didn't come, and takes it back", async () => {
    const { uid, endTime } = await book();
    door.clock.set(new Date(endTime));
    const path = `/v2/bookings/${uid}/mark-no-show`;
    const body = { noShowHost: true, attendees: [{ email: "Ada@example.org", noShow: true }] };
    const { status, body: answer } = await door.post(path, body, asHost());
    expect([status, answer.data]).toEqual([
      201,
      {
        message: expect.any(String),
        noShowHost: true,
        attendees: [{ email: "ada@example.org", noShow: true }],
      },
    ]);
    const back = await door.post(path, { noShowHost: false }, asHost());
    expect(back.body.data).toMatchObject({ noShowHost: false, attendees: [] });
    const read = await door.get(`/v2/bookings/${uid}`, older);
    expect(read.body.data.attendees).toMatchObject([{ noShow: true }]);
  });

  test("is refused before the start, for nobody and for somebody else", async () => {
    const { uid, endTime } = await book();
    const path = `/v2/bookings/${uid}/mark-no-show`;
    expect((await door.post(path, { noShowHost: true }, asHost())).status).toBe(400);
    door.clock.set(new Date(endTime));
    const nobody = await door.post(path, {}, asHost());
    expect([nobody.status, nobody.body.error.details.field]).toEqual([400, "attendees"]);
    const somebody = { attendees: [{ email: "else@example.org", noShow: true }] };
    const refused = await door.post(path, somebody, asHost());
    expect([refused.status, refused.body.error.details.field]).toEqual([400, "attendees.0.email"]);
  });
});

describe("GET /v2/bookings", () => {
  const list = async (query: string) => (await door.get(`/v2/bookings?${query}`, asHost())).body.data;

  test("lists the bookings of one status in pages, with how many there are", async () => {
    const { id } = await seedEventType(door.database.db, door.organizer, { slug: "listed" });
    const uids: string[] = [];
    for (let made = 0; made < 3; made += 1) uids.push((await book({ eventTypeId: id })).uid);
    await door.post(`/v2/bookings/${uids[2]}/cancel`, {}, older);
    const query = `filters[status]=upcoming&filters[eventTypeIds][]=${id}&limit=1`;
    const first = await list(query);
    expect(first).toMatchObject({ bookings: [{ uid: uids[0] }], totalCount: 2, nextCursor: 1 });
    const second = await list(`${query}&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ bookings: [{ uid: uids[1] }], totalCount: 2, nextCursor: null });
    const cancelled = await list(`filters[status]=cancelled&filters[eventTypeIds]=${id}`);
    expect(cancelled.bookings).toMatchObject([{ uid: uids[2], status: "CANCELLED" }]);
  });

  test("lists what lies ahead, ten at once, unless told otherwise, and what is over latest first", async () => {
    const ahead = await list("");
    expect(ahead.bookings.length).toBeLessThanOrEqual(10);
    const times = ahead.bookings.map(({ startTime }: { startTime: string }) => startTime);
    expect(times).toEqual(times.toSorted());
    const over = (await list("filters[status]=cancelled")).bookings;
    const overTimes = over.map(({ startTime }: { startTime: string }) => startTime);
    expect(overTimes).toEqual(overTimes.toSorted().reverse());
  });

  test("names the series that its bookings are dates of", async () => {
    const body = dates(2);
    const { data } = (await bookDates(body)).body;
    const { recurringInfo } = await list(`filters[status]=recurring&limit=100`);
    const { recurringEventId, startTime } = data[0];
    expect(recurringInfo).toContainEqual({ recurringEventId, count: 2, firstDate: startTime });
  });

  test.each<[what: string, query: string, field: string]>([
    ["an unknown status", "filters[status]=soon", "filters[status]"],
    ["too many at once", "limit=101", "limit"],
    ["a cursor that is no number", "cursor=x", "cursor"],
    ["a team's", "filters[teamsIds]=1", "filters[teamsIds]"],
    ["somebody's", "filters[userIds][]=1", "filters[userIds]"],
  ])("%s is refused by the name of the parameter", async (_what, query, field) => {
    const { status, body } = await door.get(`/v2/bookings?${query}`, asHost());
    expect([status, body.error.details.field]).toEqual([400, field]);
  });
});
