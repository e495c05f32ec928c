import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";

let world: World;
let book: Bookings["book"];

beforeAll(async () => {
  world = await createWorld(new Date("2027-03-01T08:00:00Z"));
  book = bookInWorld(world).book;
});
afterAll(() => world.close());

test("the night after, texts that were given up are asked about again, batch after batch, and end delivered", async () => {
  const { db } = world.database;
  const made: Awaited<ReturnType<Bookings["book"]>>[] = [];
  for (let number = 0; number < 21; number += 1) {
    const one = await book();
    const response = await fetch(`${world.sandbox.url}/sms/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ count: 1, callback: "none", to: one.phone }),
    });
    expect(response.ok).toBe(true);
    made.push(one);
  }
  await world.settle();
  const ids = made.map(({ booking }) => booking.workflows[0]?.id ?? "");
  for (const id of ids) {
    const given = await db
      .update(messages)
      .set({ state: "unconfirmed", nextLookAt: null })
      .where(eq(messages.id, id))
      .returning({ providerMessageId: messages.providerMessageId });
    expect(given).toEqual([{ providerMessageId: expect.any(String) }]);
  }
  world.clock.set(new Date("2027-03-02T03:19:59Z"));
  await world.settle();
  const statesOf = async () =>
    (await db.select({ id: messages.id, state: messages.state }).from(messages))
      .filter(({ id }) => ids.includes(id))
      .map(({ state }) => state);
  expect(new Set(await statesOf())).toEqual(new Set(["unconfirmed"]));
  world.clock.set(new Date("2027-03-02T03:20:00Z"));
  await world.settle();
  expect(await statesOf()).toEqual(ids.map(() => "delivered"));
});
