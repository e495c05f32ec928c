import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("all that has come into the horizon at the same minute is armed in that minute, however much it is", async () => {
  const { db } = world.database;
  const { booking } = await bookInWorld(world).book();
  await world.settle();
  const [row] = await db.select().from(bookings).where(eq(bookings.uid, booking.uid));
  const [model] = await db
    .select()
    .from(messages)
    .where(eq(messages.bookingId, row?.id ?? 0));
  if (!model) throw new Error("The booking owes nothing.");
  const now = world.clock.now();
  const dueAt = new Date(now.getTime() + 12 * 3_600_000);
  const planned = Array.from({ length: 230 }, (_, number) => ({
    ...model,
    ...{ id: randomUUID(), source: `step:many-${number}`, state: "planned" as const, generation: 0 },
    ...{ currentAttemptId: null, providerMessageId: null, leaseExpiresAt: null },
    ...{ dueAt, relevantUntilAt: new Date(dueAt.getTime() + 60_000), nextLookAt: now },
  }));
  await db.insert(messages).values(planned);
  await world.advanceTo(new Date(now.getTime() + 60_000));
  const states = await db.select({ state: messages.state }).from(messages).where(eq(messages.dueAt, dueAt));
  expect(states.filter(({ state }) => state === "armed")).toHaveLength(230);
});
