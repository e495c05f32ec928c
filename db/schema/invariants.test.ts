import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { constraintsOf, refusalOf } from "@/db/testing/constraints-of";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import { attendees, bookings, occupancies } from "./bookings";
import { idempotentAnswers, outbox } from "./outbox";

let database: TestDatabase;
let eventType: Awaited<ReturnType<typeof seedEventType>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  eventType = await seedEventType(database.db, await seedOrganizer(database.db));
});

const at = new Date("2026-11-02T08:00:00Z");
const time = (clock: string) => new Date(`2026-11-03T${clock}Z`);
const book = (values?: Parameters<typeof seedBooking>[2]) => seedBooking(database.db, eventType, values);

async function change(id: number, columns: Partial<typeof bookings.$inferInsert>): Promise<void> {
  await database.db.update(bookings).set(columns).where(eq(bookings.id, id));
}

async function occupy(
  startsAt: Date,
  endsAt: Date,
  values: Partial<typeof occupancies.$inferInsert> = {},
): Promise<number> {
  const bookingId = (await book()).id;
  const host = { hostId: eventType.ownerId, eventTypeId: eventType.id };
  const [row] = await database.db
    .insert(occupancies)
    .values({ ...host, bookingId, startsAt, endsAt, ...values })
    .returning({ id: occupancies.id });
  return row?.id ?? 0;
}

async function event(values: Partial<typeof outbox.$inferInsert> = {}): Promise<string> {
  const id = randomUUID();
  await database.db
    .insert(outbox)
    .values({ id, name: "booking/created", data: {}, createdAt: at, ...values });
  return id;
}

const columnsOfEvent = {
  waiting: { state: "waiting", leaseExpiresAt: null, sentAt: null },
  leased: { state: "leased", leaseExpiresAt: at, sentAt: null },
  sent: { state: "sent", leaseExpiresAt: null, sentAt: at },
} as const;

// What the design allows, written out: the domain's own tables must not decide here.
const allowedMoves: Record<BookingStatus, BookingStatus[]> = {
  pending: ["accepted", "cancelled", "rejected"],
  accepted: ["cancelled"],
  cancelled: [],
  rejected: [],
};
const statuses = Object.keys(allowedMoves) as BookingStatus[];

test.each(statuses)("a booking that is %s moves only where the design lets it", async (from) => {
  const moved: string[] = [];
  for (const status of statuses.filter((other) => other !== from)) {
    const { id } = await book({ status: from });
    const refusal = await refusalOf(change(id, { status }));
    if (refusal === null) moved.push(status);
    else expect(refusal).toBe("bookings_legal_transition");
  }
  expect(moved.sort()).toEqual(allowedMoves[from]);
});

test.each([
  ["waiting", ["leased"]],
  ["leased", ["sent", "waiting"]],
  ["sent", []],
] as const)("an event that is %s moves only where the design lets it", async (from, allowed) => {
  const moved: string[] = [];
  for (const to of ["waiting", "leased", "sent"] as const) {
    if (to === from) continue;
    const id = await event(columnsOfEvent[from]);
    const move = database.db.update(outbox).set(columnsOfEvent[to]).where(eq(outbox.id, id));
    const refusal = await refusalOf(move);
    if (refusal === null) moved.push(to);
    else expect(refusal).toBe("outbox_legal_transition");
  }
  expect(moved.sort()).toEqual(allowed);
});

describe("a host's time", () => {
  const taken = () => occupy(time("09:00"), time("09:30"));

  test.each([
    ["the same", "09:00", "09:30"],
    ["its beginning", "08:45", "09:01"],
    ["its end", "09:29", "10:00"],
    ["part of it", "09:10", "09:20"],
    ["all around it", "08:00", "10:00"],
  ])("is not taken twice: %s", async (_, from, to) => {
    await taken();
    expect(await refusalOf(occupy(time(from), time(to)))).toBe("occupancies_no_overlap");
  });

  test.each([
    ["before", "08:30", "09:00"],
    ["after", "09:30", "10:00"],
  ])("is half-open: what touches it may come right %s", async (_, from, to) => {
    await taken();
    expect(await refusalOf(occupy(time(from), time(to)))).toBeNull();
  });

  test("is another's to take at the same time", async () => {
    await taken();
    const other = await seedOrganizer(database.db, { username: "noa" });
    expect(await refusalOf(occupy(time("09:00"), time("09:30"), { hostId: other.id }))).toBeNull();
  });

  test("may be taken again once it is released, and not be claimed back then", async () => {
    const id = await taken();
    await database.db.update(occupancies).set({ releasedAt: at }).where(eq(occupancies.id, id));
    expect(await refusalOf(taken())).toBeNull();
    const back = database.db.update(occupancies).set({ releasedAt: null }).where(eq(occupancies.id, id));
    expect(await refusalOf(back)).toBe("occupancies_no_overlap");
  });

  test("may be shared by what allows conflicts, on either side", async () => {
    const shared = { exclusive: false };
    await occupy(time("09:00"), time("09:30"), shared);
    expect(await refusalOf(taken())).toBeNull();
    expect(await refusalOf(occupy(time("09:00"), time("09:30"), shared))).toBeNull();
  });

  test("is not moved onto what another booking has", async () => {
    await taken();
    const id = await occupy(time("10:00"), time("10:30"));
    const move = database.db
      .update(occupancies)
      .set({ startsAt: time("09:15"), endsAt: time("09:45") })
      .where(eq(occupancies.id, id));
    expect(await refusalOf(move)).toBe("occupancies_no_overlap");
  });

  test("goes to one of many who take it at once", async () => {
    const refusals = await Promise.all([1, 2, 3, 4, 5].map(() => refusalOf(taken()).catch(() => "deadlock")));
    expect(refusals.filter((refusal) => refusal === null)).toHaveLength(1);
  });
});

const twice = async (add: () => Promise<unknown>) => [await add(), await add()];
const series = { seriesUid: "series", seriesIndex: 0, occurrenceAt: at };
const hold = { kind: "hold", holdUid: "held", bookingId: null, expiresAt: at } as const;
const refused: [constraint: string, what: string, statement: () => Promise<unknown>][] = [
  [
    "bookings_end_after_start",
    "an end at the start",
    () => book({ endsAt: new Date("2026-11-03T09:00:00Z") }),
  ],
  ["bookings_rating_in_range", "six stars", () => book({ rating: 6 })],
  ["bookings_status_known", "an unknown status", () => book({ status: "lost" as never })],
  ["bookings_door_known", "an unknown door", () => book({ door: "fax" as never })],
  [
    "bookings_moved_means_closed",
    "a booking that is open and moved",
    () => book({ rescheduledToUid: "next" }),
  ],
  ["bookings_series_numbered", "a series without a number", () => book({ seriesUid: "series" })],
  ["bookings_one_per_occurrence", "an occurrence booked twice", () => twice(() => book(series))],
  ["bookings_one_successor", "two successors", () => twice(() => book({ rescheduledFromUid: "first" }))],
  ["bookings_uid_unique", "a uid twice", () => twice(() => book({ uid: "same" }))],
  [
    "bookings_legal_transition",
    "a cancelled booking back in force",
    async () => change((await book({ status: "cancelled" })).id, { status: "accepted" }),
  ],
  [
    "attendees_phone_is_e164",
    "a number that is not in international form",
    () => book({ attendee: { phoneNumber: "030 901820" } }),
  ],
  [
    "attendees_reachable",
    "an attendee whom nothing reaches",
    () => book({ attendee: { email: null, phoneNumber: null } }),
  ],
  ["occupancies_end_after_start", "a time without length", () => occupy(time("09:00"), time("09:00"))],
  [
    "occupancies_last_a_day_at_most",
    "a time of more than a day",
    () => occupy(time("00:00"), new Date("2026-11-04T00:00:01Z")),
  ],
  [
    "occupancies_fit_their_kind",
    "a booking's time without the booking",
    () => occupy(time("09:00"), time("09:30"), { bookingId: null }),
  ],
  [
    "occupancies_hold_uid_unique",
    "a hold's name twice",
    async () => [
      await occupy(time("09:00"), time("09:30"), hold),
      await occupy(time("10:00"), time("10:30"), hold),
    ],
  ],
  ["occupancies_no_overlap", "a time twice", () => twice(() => occupy(time("09:00"), time("09:30")))],
  ["outbox_state_known", "an unknown state", () => event({ state: "lost" as never })],
  ["outbox_lease_ends", "a lease without end", () => event({ state: "leased" })],
  ["outbox_lease_ends", "an end without a lease", () => event({ leaseExpiresAt: at })],
  ["outbox_sent_has_time", "an event sent at no time", () => event({ state: "sent" })],
  ["outbox_sent_has_time", "an event that waits and was sent", () => event({ sentAt: at })],
  [
    "outbox_legal_transition",
    "a sent event that waits again",
    async () => {
      const id = await event(columnsOfEvent.sent);
      await database.db.update(outbox).set(columnsOfEvent.waiting).where(eq(outbox.id, id));
    },
  ],
  [
    "idempotent_answers_scope_key_pk",
    "two answers to one key",
    () =>
      twice(async () =>
        database.db
          .insert(idempotentAnswers)
          .values({ scope: "anonymous", key: "k", bodyHash: "hash", answer: {}, createdAt: at }),
      ),
  ],
];

describe("the database refuses", () => {
  test.each(refused)("by %s: %s", async (constraint, _, statement) => {
    expect(await refusalOf(statement())).toBe(constraint);
  });

  test("nothing by a constraint that isn't tried here", async () => {
    const tried = [...new Set(refused.map(([constraint]) => constraint))].sort();
    const tables = ["bookings", "attendees", "occupancies", "outbox", "idempotent_answers"];
    expect(await constraintsOf(database, ...tables)).toEqual(tried);
  });
});

test("attendees and occupancies go with their booking", async () => {
  const { id } = await book();
  await occupy(time("09:00"), time("09:30"), { bookingId: id });
  await database.db.delete(bookings).where(eq(bookings.id, id));
  expect(await database.db.select().from(attendees).where(eq(attendees.bookingId, id))).toEqual([]);
  expect(await database.db.select().from(occupancies).where(eq(occupancies.bookingId, id))).toEqual([]);
});
