import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { senders } from "@/db/schema/senders";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { readHealth } from "@/server/services/read-health";

let world: World;
let bookings: Bookings;

beforeAll(async () => {
  world = await createWorld();
  bookings = bookInWorld(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  await post("/sms/account", { code: null });
  world.clock.set(new Date(world.clock.now().getTime() + 2 * 3_600_000));
  await world.settle();
});

async function post(path: string, body: unknown): Promise<void> {
  const response = await fetch(`${world.sandbox.url}${path}`, { method: "POST", body: JSON.stringify(body) });
  expect(response.ok, await response.text()).toBe(true);
}
async function read<Row>(path: string): Promise<Row[]> {
  return (await (await fetch(`${world.sandbox.url}${path}`)).json()) as Row[];
}
const later = (seconds: number) => world.advanceTo(new Date(world.clock.now().getTime() + seconds * 1000));
const requests = async () => (await read("/sms/requests")).length;
const textsTo = async (phone: string) => (await read(`/sms/messages?to=${encodeURIComponent(phone)}`)).length;
const alerts = async () =>
  (await read<{ subject: string; text: string }>("/mail/messages?to=maya%40example.com")).filter(
    ({ subject }) => subject.startsWith("Punctual:"),
  );
const textSender = async () =>
  (await world.database.db.select().from(senders)).find(({ channel }) => channel === "sms");
const health = async () => (await readHealth(world.contextAs({ kind: "system" }), {})).parts.senders;

async function bookMany(count: number): Promise<string[]> {
  const phones: string[] = [];
  for (let number = 0; number < count; number += 1) phones.push((await bookings.book()).phone);
  return phones;
}

test("wrong credentials cost at most the requests under way, an alert and its all-clear, and every text leaves once they are right", async () => {
  await post("/sms/account", { code: 20003 });
  const before = { requests: await requests(), alerts: (await alerts()).length };
  const phones = await bookMany(20);
  await later(30);
  const wasted = (await requests()) - before.requests;
  expect(wasted).toBeGreaterThanOrEqual(1);
  expect(wasted).toBeLessThanOrEqual(10);
  expect(await health()).toMatchObject({
    status: "ok",
    "twilio.sms": "stopped: 20003",
    "smtp.email": "working",
  });

  await later(10 * 60);
  expect((await requests()) - before.requests).toBe(wasted);
  const told = (await alerts()).slice(before.alerts);
  expect(told).toHaveLength(1);
  expect(told[0]?.text).toContain("Texts by Twilio and WhatsApp messages can’t leave now");
  expect(told[0]?.text).toContain("Messages that wait: 20");
  const waiting = await world.database.db.select().from(messages);
  expect(waiting.filter(({ state, code }) => state === "retrying" && code === "20003")).toHaveLength(20);

  await post("/sms/account", { code: null });
  await later(16 * 60);
  expect(await Promise.all(phones.map(textsTo))).toEqual(phones.map(() => 1));
  expect((await requests()) - before.requests).toBe(wasted + 20);
  expect(await textSender()).toMatchObject({ state: "working", failureCount: 0 });
  const [, recovery, ...more] = (await alerts()).slice(before.alerts);
  expect(recovery?.subject).toBe("Punctual: Texts by Twilio and WhatsApp messages leave again");
  expect(more).toEqual([]);
});

test("what the account's check doesn't see is tried with one text at a time, later each time", async () => {
  await post("/sms/account", { code: 21606, check: "passed" });
  const before = { requests: await requests(), alerts: (await alerts()).length };
  const phones = await bookMany(3);
  await later(30);
  const wasted = (await requests()) - before.requests;
  await later(15 * 60);
  const probes = (await requests()) - before.requests - wasted;
  expect(probes).toBeGreaterThanOrEqual(2);
  expect(probes).toBeLessThanOrEqual(4);
  expect(await alerts()).toHaveLength(before.alerts + 1);

  await post("/sms/account", { code: null });
  await later(20 * 60);
  expect(await Promise.all(phones.map(textsTo))).toEqual([1, 1, 1]);
  expect(await textSender()).toMatchObject({ state: "working" });
});
