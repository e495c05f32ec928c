import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempts, messages } from "@/db/schema/messages";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import type { BookingView } from "@/server/services/bookings/booking-view";

let world: World;
let book: Bookings["book"];

beforeAll(async () => {
  world = await createWorld(undefined, { textsLeaveBy: "http" });
  book = bookInWorld(world).book;
});
afterAll(() => world.close());

const textsTo = async (phone: string) =>
  (await (await fetch(`${world.sandbox.url}/sms/messages?to=${encodeURIComponent(phone)}`)).json()) as {
    body: string;
    provider: string;
  }[];

async function post(path: string, body: Record<string, unknown>): Promise<Response> {
  const response = await fetch(`${world.sandbox.url}${path}`, { method: "POST", body: JSON.stringify(body) });
  expect(response.ok).toBe(true);
  return response;
}

async function confirmationOf(booking: BookingView) {
  const id = booking.workflows[0]?.id ?? "";
  const { db } = world.database;
  const [message] = await db.select().from(messages).where(eq(messages.id, id));
  const tries = await db.select().from(attempts).where(eq(attempts.messageId, id)).orderBy(attempts.number);
  return {
    state: message?.state,
    code: message?.code,
    attempts: tries.map(({ provider, state }) => `${provider}: ${state}`),
  };
}

const later = (seconds: number) => world.advanceTo(new Date(world.clock.now().getTime() + seconds * 1000));

test("a booking's text reaches the phone over HTTP and ends delivered by its signed report", async () => {
  const { booking, phone } = await book();
  await world.settle();
  expect(await textsTo(phone)).toMatchObject([{ provider: "http" }]);
  expect(await confirmationOf(booking)).toEqual({
    state: "delivered",
    code: null,
    attempts: ["http: accepted"],
  });
});

test.each([
  ["after refusals for now arrives once", { count: 2, httpStatus: 503 }, 60, "delivered", 1],
  ["whose answer was lost arrives once", { dropResponse: true, callback: "none" }, 300, "delivered", 1],
  [
    "behind a gateway's page arrives once",
    { httpStatus: 502, gateway: true, accepted: true },
    60,
    "delivered",
    1,
  ],
  ["that nobody knows of is never repeated", { httpStatus: 504, gateway: true }, 3600, "unconfirmed", 0],
  ["to an impossible number fails at once", { code: 21211 }, 600, "failed", 0],
])("a text %s", async (_, fault, seconds, state, received) => {
  const { booking, phone } = await book();
  await post("/sms/faults", { count: 1, ...fault, to: phone });
  await later(seconds);
  expect(await textsTo(phone)).toHaveLength(received);
  expect(await confirmationOf(booking)).toMatchObject({ state });
});

test("a reply to the HTTP provider stops all texts, whichever provider they would leave by", async () => {
  const { phone } = await book();
  await world.settle();
  const reply = await post("/sms/inbound", { from: phone, body: "STOP" });
  expect(await reply.json()).toMatchObject({ webhook: { httpStatus: 204 } });
  const { booking } = await book(phone);
  await world.settle();
  expect(await textsTo(phone)).toHaveLength(1);
  expect(await confirmationOf(booking)).toMatchObject({ state: "skipped", attempts: [] });
});

test.each([
  ["http", undefined],
  ["twilio", "+15005550006"],
])("what is written to %s is answered by it, whoever texts usually", async (provider, to) => {
  const { phone } = await book();
  await world.settle();
  await post("/sms/inbound", { from: phone, to, body: "HELP" });
  await world.settle();
  const answers = (await textsTo(phone)).slice(1);
  expect(answers).toMatchObject([{ provider, body: expect.stringContaining("STOP") }]);
});
