import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { type AppCaller, createCaller } from "./app-router";

let database: TestDatabase;
let anyone: AppCaller;

beforeAll(async () => {
  database = await createTestDatabase();
  anyone = createCaller(createTestContext(database));
});
afterAll(() => database.close());

const nineToFive = [{ weekday: 1 as const, startMinute: 540, endMinute: 1020 }];
const schedule = { name: "Hours", timeZone: "Europe/Berlin", weeklyHours: nineToFive };
const dates = { startOn: "2026-12-24", endOn: "2026-12-24" };
const intro = { title: "Intro", slug: "intro", lengthMinutes: 30 };
const hook = {
  subscriberUrl: "https://example.org/hook",
  triggers: ["BOOKING_CREATED" as const],
};

const someId = "8f14e45f-ceea-4e0f-9d3b-1f2c3d4e5f60";

const organizerOnly: [procedure: string, call: (caller: AppCaller) => Promise<unknown>][] = [
  ["schedule.list", (caller) => caller.schedule.list()],
  ["schedule.get", (caller) => caller.schedule.get({ id: 1 })],
  ["schedule.create", (caller) => caller.schedule.create(schedule)],
  ["schedule.update", (caller) => caller.schedule.update({ id: 1, name: "Mine" })],
  ["schedule.delete", (caller) => caller.schedule.delete({ id: 1 })],
  ["outOfOffice.list", (caller) => caller.outOfOffice.list()],
  ["outOfOffice.create", (caller) => caller.outOfOffice.create(dates)],
  ["outOfOffice.update", (caller) => caller.outOfOffice.update({ id: 1, note: "Mine" })],
  ["outOfOffice.delete", (caller) => caller.outOfOffice.delete({ id: 1 })],
  ["trip.list", (caller) => caller.trip.list()],
  ["trip.create", (caller) => caller.trip.create({ ...dates, timeZone: "Asia/Tokyo" })],
  ["trip.delete", (caller) => caller.trip.delete({ id: 1 })],
  ["eventType.list", (caller) => caller.eventType.list()],
  ["eventType.get", (caller) => caller.eventType.get({ id: 1 })],
  ["eventType.create", (caller) => caller.eventType.create(intro)],
  ["eventType.update", (caller) => caller.eventType.update({ id: 1, title: "Mine" })],
  ["eventType.delete", (caller) => caller.eventType.delete({ id: 1 })],
  ["eventType.listPrivateLinks", (caller) => caller.eventType.listPrivateLinks({ eventTypeId: 1 })],
  ["eventType.createPrivateLink", (caller) => caller.eventType.createPrivateLink({ eventTypeId: 1 })],
  ["eventType.revokePrivateLink", (caller) => caller.eventType.revokePrivateLink({ id: 1 })],
  ["message.cancel", (caller) => caller.message.cancel({ id: someId })],
  ["message.retry", (caller) => caller.message.retry({ id: someId })],
  ["booking.confirm", (caller) => caller.booking.confirm({ uid: "any" })],
  ["booking.decline", (caller) => caller.booking.decline({ uid: "any" })],
  ["booking.search", (caller) => caller.booking.search({})],
  ["booking.changeLocation", (caller) => caller.booking.changeLocation({ uid: "any", location: "Here" })],
  ["booking.addGuests", (caller) => caller.booking.addGuests({ uid: "any", guests: ["di@example.org"] })],
  ["optOut.list", (caller) => caller.optOut.list({})],
  ["optOut.remove", (caller) => caller.optOut.remove({ id: 1, consent: "They said so on the phone" })],
  ["webhook.list", (caller) => caller.webhook.list()],
  ["webhook.get", (caller) => caller.webhook.get({ id: someId })],
  ["webhook.create", (caller) => caller.webhook.create(hook)],
  ["webhook.update", (caller) => caller.webhook.update({ id: someId, active: false })],
  ["webhook.delete", (caller) => caller.webhook.delete({ id: someId })],
  ["webhook.deleteOfEventType", (caller) => caller.webhook.deleteOfEventType({ eventTypeId: 1 })],
  ["webhook.deliveries", (caller) => caller.webhook.deliveries({ id: someId })],
  ["webhook.replay", (caller) => caller.webhook.replay({ id: someId })],
  ["webhook.test", (caller) => caller.webhook.test({ id: someId })],
  ["webhook.testCall", (caller) => caller.webhook.testCall({ url: "https://example.org/hook" })],
  ["booking.messages", (caller) => caller.booking.messages({ uid: "any" })],
  ["booking.calendarLinks", (caller) => caller.booking.calendarLinks({ uid: "any" })],
];

describe("whoever isn't signed in is told so, and nothing is written", () => {
  test.each(organizerOnly)("by %s", async (_procedure, call) => {
    const before = await countRows(database.db);
    await expect(call(anyone)).rejects.toMatchObject({
      code: "UNAUTHORIZED",
      cause: { details: { reason: "not_signed_in" } },
    });
    expect(await countRows(database.db)).toEqual(before);
  });
});

const badInput: [what: string, call: (caller: AppCaller) => Promise<unknown>, field: string][] = [
  [
    "hours that end before they start",
    (caller) =>
      caller.schedule.create({
        ...schedule,
        weeklyHours: [{ weekday: 1, startMinute: 600, endMinute: 540 }],
      }),
    "weeklyHours.0.endMinute",
  ],
  ["an unknown zone", (caller) => caller.schedule.create({ ...schedule, timeZone: "Moon/Base" }), "timeZone"],
  [
    "a date that doesn't exist",
    (caller) => caller.outOfOffice.create({ ...dates, endOn: "2026-02-30" }),
    "endOn",
  ],
  ["an address with a space", (caller) => caller.eventType.create({ ...intro, slug: "my call" }), "slug"],
  [
    "a limit of nothing",
    (caller) => caller.eventType.create({ ...intro, bookingLimits: [{ per: "day" }] }),
    "bookingLimits.0",
  ],
  [
    "an impossible length of a hold",
    (caller) =>
      caller.reservation.create({
        eventType: { id: 1 },
        startsAt: "2026-11-03T09:00:00Z",
        holdMinutes: 0,
      }),
    "holdMinutes",
  ],
  ["a message by a number", (caller) => caller.message.retry({ id: "7" }), "id"],
  [
    "a guest who is no address",
    (caller) => caller.booking.addGuests({ uid: "any", guests: ["di"] }),
    "guests.0",
  ],
  [
    "a webhook that is told of nothing",
    (caller) => caller.webhook.create({ ...hook, triggers: [] }),
    "triggers",
  ],
  ["a webhook by a number", (caller) => caller.webhook.get({ id: "7" }), "id"],
  ["a webhook that is no address", (caller) => caller.webhook.testCall({ url: "example" }), "url"],
  ["no place", (caller) => caller.booking.changeLocation({ uid: "any", location: " " }), "location"],
  ["a page of too many", (caller) => caller.booking.search({ take: 251 }), "take"],
  [
    "a start that is no instant",
    (caller) => caller.reservation.create({ eventType: { id: 1 }, startsAt: "tomorrow" }),
    "startsAt",
  ],
];

describe("input that makes no sense is refused by its field", () => {
  test.each(badInput)("%s", async (_what, call, field) => {
    await expect(call(anyone)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      cause: { issues: expect.arrayContaining([expect.objectContaining({ path: pathOf(field) })]) },
    });
  });
});

function pathOf(field: string): (string | number)[] {
  return field.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
