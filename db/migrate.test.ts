import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrateDatabase } from "./migrate";

const { url: serverUrl } = inject("testPostgres");
const name = `test_${randomBytes(8).toString("hex")}`;
const url = new URL(`/${name}`, serverUrl).href;
let sql: postgres.Sql;

/** A database as it stood before scheduling rules, with what people had in it. */
beforeAll(async () => {
  const server = postgres(serverUrl, { max: 1 });
  await server`create database ${server(name)}`;
  await server.end();
  sql = postgres(url, { max: 2, onnotice: () => undefined });
  await applyFirst(2);
  await sql.unsafe(`
    insert into users (name, email, username) values ('Mira', 'mira@example.org', 'mira');
    insert into schedules (owner_id, name, time_zone, is_default, weekly_hours)
      values (1, 'Working hours', 'Europe/Berlin', true, '[]');
    insert into event_types (owner_id, schedule_id, slug, title, length_minutes) values (1, 1, 'intro', 'Intro', 30);
    insert into bookings (uid, owner_id, event_type_id, status, title, starts_at, ends_at, door, calendar_uid,
        created_at, updated_at)
      values ('kept', 1, 1, 'accepted', 'Intro', '2026-11-03T09:00Z', '2026-11-03T09:30Z', 'web', 'kept', now(), now());
    insert into occupancies (host_id, booking_id, event_type_id, starts_at, ends_at)
      values (1, 1, 1, '2026-11-03T09:00Z', '2026-11-03T09:30Z');
    insert into occupancies (host_id, event_type_id, starts_at, ends_at, expires_at)
      values (1, 1, '2026-11-03T10:00Z', '2026-11-03T10:30Z', '2026-11-03T09:55Z');
    insert into workflows (owner_id, name, trigger) values (1, 'Text', 'new_booking');
  `);
});

afterAll(async () => {
  await sql.end();
  const server = postgres(serverUrl, { max: 1 });
  await server`drop database ${server(name)} with (force)`;
  await server.end();
});

async function applyFirst(count: number): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "punctual-migrations-"));
  await cp(path.join(import.meta.dirname, "migrations"), folder, { recursive: true });
  const journalFile = path.join(folder, "meta/_journal.json");
  const journal = JSON.parse(await readFile(journalFile, "utf8"));
  await writeFile(journalFile, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  const connection = postgres(url, { max: 1, onnotice: () => undefined });
  await migrate(drizzle(connection), { migrationsFolder: folder });
  await connection.end();
  await rm(folder, { recursive: true });
}

test("a database in use is brought up to date with all that is in it, and again without a change", async () => {
  await migrateDatabase(url);
  await migrateDatabase(url);
  const [eventType] = await sql`select * from event_types`;
  expect(eventType).toMatchObject({
    slug: "intro",
    length_options_minutes: [],
    booking_window: { kind: "unlimited" },
    booking_limits: [],
    confirmation: "none",
    seats_per_slot: null,
    recurrence: null,
    requires_private_link: false,
  });
  const occupancies =
    await sql`select kind, booking_id, hold_uid is not null as named from occupancies order by id`;
  expect(occupancies).toMatchObject([
    { kind: "booking", booking_id: 1, named: false },
    { kind: "hold", booking_id: null, named: true },
  ]);
  expect(await sql`select uid, status, series_uid from bookings`).toMatchObject([
    { uid: "kept", status: "accepted", series_uid: null },
  ]);
});
