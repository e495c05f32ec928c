import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { attempts, messages } from "@/db/schema/messages";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import type { BookingView } from "@/server/services/bookings/booking-view";

let world: World;
let book: Bookings["book"];

beforeAll(async () => {
  world = await createWorld();
  book = bookInWorld(world).book;
});
afterAll(() => world.close());

const second = 1000;

async function confirmationOf(booking: BookingView) {
  const id = booking.workflows[0]?.id ?? "";
  const [message] = await world.database.db.select().from(messages).where(eq(messages.id, id));
  const tries = await world.database.db
    .select()
    .from(attempts)
    .where(eq(attempts.messageId, id))
    .orderBy(asc(attempts.number));
  return { state: message?.state, code: message?.code, attempts: tries.map((attempt) => attempt.state) };
}

async function onThePhone(phone: string): Promise<{ body: string }[]> {
  const response = await fetch(`${world.sandbox.url}/sms/messages?to=${encodeURIComponent(phone)}`);
  return (await response.json()) as { body: string }[];
}

async function inject(fault: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${world.sandbox.url}/sms/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  expect(response.ok).toBe(true);
}

const later = (milliseconds: number) => world.advanceTo(new Date(world.clock.now().getTime() + milliseconds));

describe("a booking's confirmation", () => {
  test("reaches the phone and ends delivered", async () => {
    const { booking, phone } = await book();
    await world.settle();
    expect(await onThePhone(phone)).toHaveLength(1);
    expect(await confirmationOf(booking)).toEqual({ state: "delivered", code: null, attempts: ["accepted"] });
  });

  test("after two refusals for now is delivered on the third attempt, once", async () => {
    const { booking, phone } = await book();
    await inject({ count: 2, httpStatus: 503, to: phone });
    await later(60 * second);
    expect(await onThePhone(phone)).toHaveLength(1);
    expect(await confirmationOf(booking)).toMatchObject({
      state: "delivered",
      attempts: ["refused", "refused", "accepted"],
    });
  });

  test("to an impossible number fails at once and is not tried again", async () => {
    const { booking, phone } = await book();
    await inject({ count: 1, httpStatus: 400, code: 21211, to: phone });
    await later(10 * 60 * second);
    expect(await onThePhone(phone)).toHaveLength(0);
    expect(await confirmationOf(booking)).toEqual({ state: "failed", code: "21211", attempts: ["refused"] });
  });

  test("whose answer was lost after the provider took it arrives once and is reconciled", async () => {
    const { booking, phone } = await book();
    await inject({ count: 1, dropResponse: true, callback: "none", to: phone });
    await later(5 * 60 * second);
    expect(await onThePhone(phone)).toHaveLength(1);
    expect(await confirmationOf(booking)).toMatchObject({ state: "delivered", attempts: ["accepted"] });
  });

  test("is never repeated when nobody knows whether it went out", async () => {
    const { booking, phone } = await book();
    await inject({ count: 1, httpStatus: 504, gateway: true, to: phone });
    await later(60 * 60 * second);
    expect(await onThePhone(phone)).toHaveLength(0);
    expect(await confirmationOf(booking)).toMatchObject({ state: "unconfirmed", attempts: ["unknown"] });
  });

  test.each(["duplicate", "reorder"])("ends the same when callbacks come as %s", async (callback) => {
    const { booking, phone } = await book();
    await inject({ count: 1, callback, to: phone });
    await world.settle();
    expect(await confirmationOf(booking)).toMatchObject({ state: "delivered", attempts: ["accepted"] });
  });

  test("that the carrier could not deliver ends undelivered with the carrier's code", async () => {
    const { booking, phone } = await book();
    await inject({ count: 1, finalStatus: "undelivered", errorCode: 30003, to: phone });
    await world.settle();
    expect(await confirmationOf(booking)).toMatchObject({ state: "undelivered", code: "30003" });
  });

  test("without any callback is found delivered by asking the provider", async () => {
    const { booking, phone } = await book();
    await inject({ count: 1, callback: "none", to: phone });
    await later(15 * 60 * second);
    expect(await confirmationOf(booking)).toMatchObject({ state: "delivered" });
  });
});

test("reminders leave 24 hours before the meeting, not earlier", async () => {
  const { booking, phone } = await book();
  const dueAt = Date.parse(booking.workflows[1]?.dueAt ?? "");
  expect(Date.parse(booking.startsAt) - dueAt).toBe(24 * 60 * 60 * second);
  const jumpTo = (milliseconds: number) => {
    world.clock.set(new Date(milliseconds));
    return world.settle();
  };
  await world.settle();
  await jumpTo(dueAt - 12 * 60 * 60 * second);
  await jumpTo(dueAt - second);
  expect(await onThePhone(phone)).toHaveLength(1);
  await jumpTo(dueAt);
  expect(await onThePhone(phone)).toHaveLength(2);
});

test("rerunning, replaying and invoking every run from outside sends nothing twice", async () => {
  const { booking, phone } = await book();
  await world.settle();
  const post = (path: string, body: unknown = {}) =>
    fetch(`${world.engine.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const before = (await (await fetch(`${world.sandbox.url}/sms/requests`)).json()) as unknown[];
  const { runs } = (await (await fetch(`${world.engine.url}/api/runs`)).json()) as {
    runs: { id: string; functionId: string }[];
  };
  expect(runs.length).toBeGreaterThan(0);
  for (const run of runs) expect((await post(`/api/runs/${run.id}/rerun`)).ok).toBe(true);
  await post("/api/functions/punctual-send-message/invoke", {
    data: {
      requestId: "manual-request",
      messageId: booking.workflows[0]?.id,
      generation: 1,
      channel: "sms",
      dueAt: world.clock.now().toISOString(),
    },
  });
  await world.settle();
  const now = (await (await fetch(`${world.sandbox.url}/sms/requests`)).json()) as unknown[];
  expect(now).toHaveLength(before.length);
  expect(await onThePhone(phone)).toHaveLength(1);
});

test("an event of before senders were named is scheduled and sent by its channel", async () => {
  const { booking, phone } = await book();
  const message = booking.workflows[1];
  const dueAt = new Date(message?.dueAt ?? "");
  await world.settle();
  const data = {
    requestId: "an-older-one",
    messageId: message?.id,
    generation: 1,
    channel: "sms",
    dueAt: dueAt.toISOString(),
  };
  const response = await fetch(`${world.engine.url}/e/world-event-key`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: "armed-before", name: "message/armed", data }),
  });
  expect(response.ok).toBe(true);
  world.clock.set(dueAt);
  await world.settle();
  const due = await world.database.db.execute<{ payload: { data: Record<string, unknown> } }>(
    sql`select payload from engine.events where name = 'message/due'`,
  );
  expect([...due].map(({ payload }) => payload.data)).toContainEqual({ ...data, sender: "sms" });
  expect(await onThePhone(phone)).toHaveLength(2);
});
