import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { cancelBooking } from "../bookings/cancel-booking";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { createTestContext } from "../testing/create-test-context";
import { type ListSlotsInput, listSlots } from "./list-slots";

let database: TestDatabase;
let mira: SeededOrganizer;
let noor: SeededOrganizer;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  mira = await seedOrganizer(database.db);
  noor = await seedOrganizer(database.db, { username: "noor" });
  eventTypeId = (await seedEventType(database.db, mira)).id;
});
afterAll(() => database.close());

/** The starts on a day, by the UTC clock. */
async function startsOn(date: string, more: Partial<ListSlotsInput> = {}, ctx = createTestContext(database)) {
  const window = { from: `${date}T00:00:00Z`, to: `${date}T23:59:59Z` };
  const slots = await listSlots(ctx, { eventType: { id: eventTypeId }, ...window, ...more });
  return slots.map(({ startsAt }) => startsAt.slice(11, 16));
}

const book = async (startsAt: string, id = eventTypeId) =>
  (await createBooking(createTestContext(database), bookingInput(id, { startsAt }))).answer;

describe("the free times of an event type", () => {
  test("lie in the host's hours, ascending and with their ends, for anyone who asks", async () => {
    const slots = await listSlots(createTestContext(database), {
      eventType: { id: eventTypeId },
      from: "2026-11-10T08:00:00Z",
      to: "2026-11-10T09:00:00Z",
    });
    expect(slots).toEqual([
      { startsAt: "2026-11-10T08:00:00.000Z", endsAt: "2026-11-10T08:30:00.000Z" },
      { startsAt: "2026-11-10T08:30:00.000Z", endsAt: "2026-11-10T09:00:00.000Z" },
    ]);
    const day = await startsOn("2026-11-10");
    expect([day.length, day[0], day.at(-1)]).toEqual([16, "08:00", "15:30"]);
    const stranger = createTestContext(database, { actor: { kind: "organizer", userId: noor.id } });
    expect(await startsOn("2026-11-10", {}, stranger)).toEqual(day);
  });

  test("keep the host's clock when it changes", async () => {
    expect((await startsOn("2027-03-26"))[0]).toBe("08:00");
    expect((await startsOn("2027-03-29"))[0]).toBe("07:00");
  });

  test("are never before now, nor within the notice", async () => {
    const ctx = createTestContext(database);
    ctx.clock.set(new Date("2026-11-10T12:10:00Z"));
    expect((await startsOn("2026-11-10", {}, ctx))[0]).toBe("12:30");
    const { id } = await seedEventType(database.db, mira, { slug: "notice", minimumNoticeMinutes: 120 });
    expect((await startsOn("2026-11-10", { eventType: { id } }, ctx))[0]).toBe("14:30");
  });

  test("leave out what is booked, on any of the host's event types, and come back when it is cancelled", async () => {
    const other = await seedEventType(database.db, mira, { slug: "other", bufferAfterMinutes: 30 });
    const booked = await book("2026-11-12T09:00:00Z", other.id);
    const taken = ["09:00", "09:30"];
    const all = await startsOn("2026-11-10");
    expect(await startsOn("2026-11-12")).toEqual(all.filter((start) => !taken.includes(start)));
    await cancelBooking(createTestContext(database), { uid: booked.uid });
    expect(await startsOn("2026-11-12")).toEqual(all);
  });

  test("leave in the time of the booking that is to be moved", async () => {
    const booked = await book("2026-11-16T09:00:00Z");
    expect(await startsOn("2026-11-16")).not.toContain("09:00");
    expect(await startsOn("2026-11-16", { bookingUidToReschedule: booked.uid })).toContain("09:00");
    expect(await startsOn("2026-11-16", { bookingUidToReschedule: "nowhere" })).not.toContain("09:00");
  });

  test("do not know another host's bookings, nor free time by their uids", async () => {
    const ofNoor = await seedEventType(database.db, noor);
    const foreign = await book("2026-11-17T09:00:00Z", ofNoor.id);
    expect(await startsOn("2026-11-17")).toContain("09:00");
    await book("2026-11-17T09:00:00Z");
    expect(await startsOn("2026-11-17", { bookingUidToReschedule: foreign.uid })).not.toContain("09:00");
  });

  test("can be asked for by slug and username, and by their own length", async () => {
    const eventType = { username: "MIRA", slug: "intro" };
    expect(await startsOn("2026-11-10", { eventType, lengthMinutes: 30 })).toHaveLength(16);
  });

  test("are exactly the times that can be booked", async () => {
    for (const start of await startsOn("2026-11-18")) await book(`2026-11-18T${start}:00Z`);
    expect(await startsOn("2026-11-18")).toEqual([]);
  });
});

describe("a question that cannot be answered says what is wrong", () => {
  test.each<[what: string, more: Partial<ListSlotsInput>, error: object]>([
    [
      "an unknown event type",
      { eventType: { id: 999_999 } },
      { code: "NOT_FOUND", details: { reason: "event_type_not_found" } },
    ],
    [
      "another user's slug",
      { eventType: { username: "noor", slug: "other" } },
      { code: "NOT_FOUND", details: { reason: "event_type_not_found" } },
    ],
    [
      "an unknown user",
      { eventType: { username: "nobody", slug: "intro" } },
      {
        code: "NOT_FOUND",
        message: "User with username nobody not found",
        details: { reason: "user_not_found" },
      },
    ],
    [
      "a window that ends where it starts",
      { to: "2026-11-10T00:00:00Z" },
      { code: "BAD_REQUEST", details: { field: "to", reason: "window_ends_before_start" } },
    ],
    [
      "a window too long",
      { to: "2027-11-10T00:00:00Z" },
      { code: "BAD_REQUEST", details: { field: "to", reason: "window_too_long" } },
    ],
    [
      "another length",
      { lengthMinutes: 45 },
      { code: "BAD_REQUEST", details: { field: "lengthMinutes", reason: "length_not_offered" } },
    ],
  ])("%s", async (_what, more, error) => {
    await expect(startsOn("2026-11-10", more)).rejects.toMatchObject(error);
  });
});
