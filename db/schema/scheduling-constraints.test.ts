import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
  mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
});
afterAll(() => database.close());

const refusedBy = (constraint: string) => ({ constraint_name: constraint });

async function addSession(startsAt: string): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`
    insert into occupancies (host_id, event_type_id, kind, starts_at, ends_at)
    values (${mira.id}, ${eventTypeId}, 'session', ${startsAt}, ${startsAt}::timestamptz + interval '30 minutes')
    returning id`;
  return row?.id ?? 0;
}

describe("the database refuses", () => {
  test("trips of one organizer that overlap, and takes those that touch", async () => {
    const add = (startOn: string, endOn: string) => database.sql`
      insert into trips (owner_id, start_on, end_on, time_zone, created_at)
      values (${mira.id}, ${startOn}, ${endOn}, 'Asia/Tokyo', now())`;
    await add("2026-11-02", "2026-11-06");
    await add("2026-11-07", "2026-11-09");
    await expect(add("2026-11-09", "2026-11-12")).rejects.toMatchObject(refusedBy("trips_no_overlap"));
  });

  test("one seat given to two at a time, and takes it once it is free again", async () => {
    const session = await addSession("2026-11-03T09:00Z");
    const hold = (uid: string) => database.sql`
      insert into seats (session_id, number, uid, expires_at) values (${session}, 1, ${uid}, now())`;
    await hold("first");
    await expect(hold("second")).rejects.toMatchObject(refusedBy("seats_number_once"));
    await database.sql`update seats set released_at = now() where uid = 'first'`;
    await hold("third");
  });

  test("a hold that never expires, or that nobody could name", async () => {
    const add = (holdUid: string | null, expiresAt: string | null) => database.sql`
      insert into occupancies (host_id, event_type_id, kind, hold_uid, starts_at, ends_at, expires_at)
      values (${mira.id}, ${eventTypeId}, 'hold', ${holdUid}, '2026-11-04T09:00Z', '2026-11-04T09:30Z', ${expiresAt})`;
    const constraint = refusedBy("occupancies_fit_their_kind");
    await expect(add("held", null)).rejects.toMatchObject(constraint);
    await expect(add(null, "2026-11-04T08:00Z")).rejects.toMatchObject(constraint);
  });

  test("a hold over a session of the same host", async () => {
    await addSession("2026-11-05T09:00Z");
    const hold = database.sql`
      insert into occupancies (host_id, event_type_id, kind, hold_uid, starts_at, ends_at, expires_at)
      values (${mira.id}, ${eventTypeId}, 'hold', 'over', '2026-11-05T09:15Z', '2026-11-05T09:45Z', now())`;
    await expect(hold).rejects.toMatchObject(refusedBy("occupancies_no_overlap"));
  });

  test("an occupancy of more than a day", async () => {
    const add = database.sql`
      insert into occupancies (host_id, event_type_id, kind, starts_at, ends_at)
      values (${mira.id}, ${eventTypeId}, 'session', '2026-12-01T00:00Z', '2026-12-02T00:01Z')`;
    await expect(add).rejects.toMatchObject(refusedBy("occupancies_last_a_day_at_most"));
  });

  test("a single-use link that is used twice", async () => {
    const [link] = await database.sql<{ id: number }[]>`
      insert into private_links (owner_id, event_type_id, token_hash, last_characters, single_use, created_at)
      values (${mira.id}, ${eventTypeId}, ${"0".repeat(64)}, 'abcd', true, now()) returning id`;
    const use = () =>
      database.sql`update private_links set use_count = use_count + 1 where id = ${link?.id ?? 0}`;
    await use();
    await expect(use()).rejects.toMatchObject(refusedBy("private_links_single_use"));
  });

  test.each<[rule: string, values: Parameters<typeof seedEventType>[2], constraint: string]>([
    ["lengths without the usual one", { lengthOptionsMinutes: [15, 60] }, "event_types_length_among_options"],
    ["a length of nothing", { lengthOptionsMinutes: [0, 30] }, "event_types_options_in_range"],
    [
      "a notice for a confirmation that needs none",
      { confirmationNoticeMinutes: 60 },
      "event_types_confirmation_notice_when_short",
    ],
    [
      "seats that must be confirmed",
      { seatsPerSlot: 3, confirmation: "always" },
      "event_types_seats_need_no_confirmation",
    ],
    ["a slug twice", { slug: "intro" }, "event_types_slug_per_owner"],
  ])("an event type with %s", async (_rule, values, constraint) => {
    const seeded = seedEventType(database.db, mira, { slug: "other", ...values });
    await expect(seeded).rejects.toMatchObject({ cause: refusedBy(constraint) });
  });

  test("nothing about the slug of an event type that is gone", async () => {
    await seedEventType(database.db, mira, { slug: "gone", deletedAt: new Date() });
    await seedEventType(database.db, mira, { slug: "gone" });
  });
});
