import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { createReservation } from "../reservations/create-reservation";
import { bookingInput } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { explainEmptyDay } from "./explain-empty-day";
import { listSlots } from "./list-slots";

type Statement = { query: string; params: unknown[] };

let database: TestDatabase;
let connection: postgres.Sql;
let ctx: TestContext;
let mira: SeededOrganizer;
let other: SeededOrganizer;
const statements: Statement[] = [];

/** An organizer who uses every rule, beside 40 others, with years of bookings, seats, absences and holds. */
beforeAll(async () => {
  database = await createTestDatabase();
  mira = await seedOrganizer(database.db);
  await seedEventType(database.db, mira, {
    slug: "everything",
    lengthOptionsMinutes: [15, 30],
    bufferAfterMinutes: 10,
    seatsPerSlot: 5,
    bookingLimits: [
      { per: "day", maxCount: 20 },
      { per: "year", maxMinutes: 100_000 },
    ],
    bookingWindow: { kind: "business_days", days: 60, rolling: true },
    requiresPrivateLink: true,
  });
  for (let index = 0; index < 40; index += 1) {
    other = await seedOrganizer(database.db, { username: `host-${index}` });
    await seedEventType(database.db, other);
  }
  await database.sql.unsafe(manyRows);
  connection = postgres(database.url, { max: 1, onnotice: () => undefined });
  const logger = { logQuery: (query: string, params: unknown[]) => void statements.push({ query, params }) };
  ctx = createTestContext({ db: drizzle(connection, { casing: "snake_case", logger }) });
});
afterAll(async () => {
  await connection.end();
  await database.close();
});
beforeEach(() => {
  statements.length = 0;
});

const manyRows = `
  insert into bookings (uid, owner_id, event_type_id, status, title, starts_at, ends_at, door, calendar_uid, created_at,
      updated_at)
    select e.owner_id || '-' || n, e.owner_id, e.id, 'accepted', 'Past', at, at + interval '30 minutes', 'web', 'c',
      at, at
    from event_types e, generate_series(1, 1000) n, lateral (
      select timestamptz '2026-11-02 08:00Z' + (n - 800) * interval '3 hours' as at) times;
  insert into occupancies (host_id, booking_id, event_type_id, starts_at, ends_at)
    select owner_id, id, event_type_id, starts_at, ends_at from bookings;
  insert into occupancies (host_id, event_type_id, kind, starts_at, ends_at)
    select owner_id, id, 'session', at, at + interval '30 minutes'
    from event_types, generate_series(1, 150) n, lateral (
      select timestamptz '2026-11-02 09:00Z' + n * interval '3 hours' as at) times;
  insert into seats (session_id, number, uid, booking_id)
    select id, n, id || '-' || n, nth * 2 + n
    from (select id, row_number() over () - 1 as nth from occupancies where kind = 'session') sessions,
      generate_series(1, 2) n;
  insert into absences (owner_id, start_on, end_on, created_at)
    select u.id, date '2020-01-01' + n * 7, date '2020-01-01' + n * 7, now() from users u, generate_series(1, 200) n;
  insert into trips (owner_id, start_on, end_on, time_zone, created_at)
    select u.id, date '2024-01-01' + n * 7, date '2024-01-01' + n * 7, 'Asia/Tokyo', now()
    from users u, generate_series(1, 90) n;
  insert into private_links (owner_id, event_type_id, token_hash, last_characters, single_use, created_at)
    select owner_id, id, encode(sha256((id || '-' || n)::bytea), 'hex'), 'abcd', false, now()
    from event_types, generate_series(1, 100) n;
  analyze;
`;

const window = { from: "2026-11-02T00:00:00Z", to: "2027-02-01T00:00:00Z" };

describe("whatever is asked about", () => {
  test("slots are read in two round trips, with every rule there is, for a booking to be moved", async () => {
    const eventType = { privateLinkToken: "1-7" };
    const wish = {
      eventType,
      lengthMinutes: 15,
      bookingUidToReschedule: `${mira.id}-900`,
      reservationUid: "none",
    };
    expect(await listSlots(ctx, { ...wish, ...window })).not.toEqual([]);
    expect(statements).toHaveLength(2);
  });

  test("so are those of an hour, and why a day has none", async () => {
    const eventType = { username: "host-3", slug: "intro" };
    await listSlots(ctx, { eventType, from: "2026-11-03T08:00:00Z", to: "2026-11-03T09:00:00Z" });
    await explainEmptyDay(ctx, { eventType, on: "2026-11-07", timeZone: "Asia/Tokyo" });
    expect(statements).toHaveLength(4);
  });
});

type PlanNode = {
  "Node Type": string;
  "Relation Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: PlanNode[];
};

/** Every access of a table in the plan by which Postgres answers a statement, with the rows that it touched. */
async function tableAccesses({ query, params }: Statement) {
  const [row] = await connection.unsafe(
    `explain (analyze, timing off, format json) ${query}`,
    params as never[],
  );
  const plan = row?.["QUERY PLAN"] as [{ Plan: PlanNode }];
  return flatten(plan[0].Plan)
    .filter((node) => node["Relation Name"])
    .map((node) => ({
      table: node["Relation Name"],
      by: node["Node Type"],
      rows: (node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)) * node["Actual Loops"],
    }));
}

function flatten(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

// 41 organizers have 41,000 bookings; these tables are so small that reading them whole is quickest.
const small = ["users", "event_types", "schedules", "private_links"];

describe("on a large database", () => {
  test("a month of slots touches the rows of its own window, and finds them by indexes", async () => {
    const eventType = { username: "host-3", slug: "intro" };
    await listSlots(ctx, { eventType, from: "2026-11-03T00:00:00Z", to: "2026-12-03T00:00:00Z" });
    const asked = [...statements];
    const accesses = (await Promise.all(asked.map(tableAccesses))).flat();
    expect(accesses.filter(({ by, table }) => by === "Seq Scan" && !small.includes(table ?? ""))).toEqual([]);
    const touched = accesses
      .filter(({ table }) => table === "occupancies")
      .reduce((sum, { rows }) => sum + rows, 0);
    expect(touched).toBeGreaterThan(300);
    expect(touched).toBeLessThan(450);
  });

  test("limits, seats and a rolling window are read by indexes too", async () => {
    await listSlots(ctx, { eventType: { privateLinkToken: "1-7" }, ...window });
    const accesses = (await Promise.all([...statements].map(tableAccesses))).flat();
    expect(accesses.filter(({ by, table }) => by === "Seq Scan" && !small.includes(table ?? ""))).toEqual([]);
    expect(new Set(accesses.map(({ table }) => table))).toContain("seats");
  });

  test("so is all that a booking and a reservation look up", async () => {
    const { id } = await seedEventType(database.db, other, { slug: "limited", maxActivePerAttendee: 3 });
    await createBooking(ctx, bookingInput(id, { startsAt: "2027-03-02T09:00:00Z", reservationUid: "none" }));
    await createReservation(ctx, { eventType: { id }, startsAt: "2027-03-03T09:00:00Z" });
    const reads = statements.filter(({ query }) => /^\s*(select|with|delete|update)\b/i.test(query));
    const accesses = (await Promise.all(reads.map(tableAccesses))).flat();
    const scans = accesses.filter(({ by, table }) => by === "Seq Scan" && !small.includes(table ?? ""));
    expect(scans.filter(({ table }) => ["bookings", "occupancies", "seats"].includes(table ?? ""))).toEqual(
      [],
    );
  });
});
