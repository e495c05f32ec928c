import { afterAll, beforeAll, expect, test } from "vitest";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { seedReminders } from "../seed-reminders";
import { HandDrivenEngine } from "./hand-driven-engine";

const reminders = Number(process.env.PROVE_CASES ?? 40);

const minuteMs = 60_000;
const startAt = new Date("2027-03-01T08:00:00Z");
const dueAt = new Date("2027-03-01T09:00:00Z");
const overAt = new Date("2027-03-01T10:00:00Z");
const limits = { texts: 100_000, requests: 1_000_000, mails: 1_000, journalBytes: 2 ** 40 };

let world: World;

beforeAll(async () => {
  world = await createWorld(startAt, { sandboxLimits: limits, providerTimeoutMs: 60_000 });
});
afterAll(() => world.close());

type Outcome = {
  leadMinutes: number;
  outcome: string;
  count: number;
  mostTries: number;
  lastAtMs: number | null;
};

test("after an hour's outage each reminder that is still of use goes out once, and the others are skipped as too late", async () => {
  const { database, sandbox } = world;
  const organizer = await seedOrganizer(database.db);
  const { id: eventTypeId } = await seedEventType(database.db, organizer);
  const second = await seedOrganizer(database.db, { username: "second" });
  const { id: secondEventTypeId } = await seedEventType(database.db, second);
  const half = { count: reminders / 2, dueAt, now: startAt };
  const soon = { hostId: organizer.id, eventTypeId };
  await seedReminders(database.sql, soon, { ...half, leadMs: 30 * minuteMs });
  await seedReminders(database.sql, { hostId: second.id, eventTypeId: secondEventTypeId }, half);
  const engine = new HandDrivenEngine(world, () => world.contextAs({ kind: "system" }, "organizer"));
  const startedAt = performance.now();
  await post(`${sandbox.url}/sms/faults`, { count: 1_000_000, httpStatus: 503, code: 20503 });
  await engine.advanceTo(overAt);
  const refused = (await read(`${sandbox.url}/sms/requests`)).length;
  expect(await read(`${sandbox.url}/sms/messages`)).toEqual([]);
  await post(`${sandbox.url}/reset`, {});
  await engine.advanceTo(new Date(overAt.getTime() + 12 * 60 * minuteMs));
  const outcomes = await outcomesOf(world);
  const texts = (await read(`${sandbox.url}/sms/messages`)).map(({ to }) => to);
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  const last = Math.max(...outcomes.map(({ lastAtMs }) => lastAtMs ?? 0));
  const figures = {
    reminders,
    refused,
    sentAfterwards: texts.length,
    mostTries: Math.max(...outcomes.map(({ mostTries }) => mostTries)),
    lastMinutesAfterRecovery: Math.round((last - overAt.getTime()) / minuteMs),
  };
  process.stdout.write(`outage: ${seconds} s, ${JSON.stringify(figures)}\n`);
  expect(outcomes.map(({ leadMinutes, outcome, count }) => ({ leadMinutes, outcome, count }))).toEqual([
    { leadMinutes: 30, outcome: "skipped(too_late)", count: reminders / 2 },
    { leadMinutes: 1440, outcome: "delivered", count: reminders / 2 },
  ]);
  expect(new Set(texts).size).toBe(texts.length);
  expect(texts).toHaveLength(reminders / 2);
  expect(figures.lastMinutesAfterRecovery).toBeLessThanOrEqual(75);
});

async function outcomesOf({ database }: World): Promise<Outcome[]> {
  return database.sql<Outcome[]>`
    select (extract(epoch from b.starts_at - m.due_at) / 60)::int as "leadMinutes",
      m.state || coalesce('(' || m.reason || ')', '') as outcome, count(*)::int as count,
      max((select count(*) from attempts a where a.message_id = m.id))::int as "mostTries",
      (extract(epoch from max((select max(a.ended_at) from attempts a
        where a.message_id = m.id and a.state = 'accepted'))) * 1000)::float8 as "lastAtMs"
    from messages m join bookings b on b.id = m.booking_id group by 1, 2 order by 1, 2`;
}

async function read(url: string): Promise<{ to: string }[]> {
  return (await (await fetch(url)).json()) as { to: string }[];
}

async function post(url: string, body: unknown): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  expect(response.ok).toBe(true);
}
