import { afterAll, beforeAll, expect, test } from "vitest";
import { bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { workflowInput } from "@/server/services/testing/workflow-input";
import { createWorkflow } from "@/server/services/workflows/create-workflow";
import { deleteWorkflow } from "@/server/services/workflows/delete-workflow";

let world: World;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

async function textsTo(phone: string): Promise<string[]> {
  const response = await fetch(`${world.sandbox.url}/sms/messages?to=${encodeURIComponent(phone)}`);
  return ((await response.json()) as { body: string }[]).map(({ body }) => body);
}

test("bookings that were there before a workflow get what it owes, and no more once it is deleted", async () => {
  const { booking, phone } = await bookInWorld(world).book();
  const ctx = world.contextAs({ kind: "organizer", userId: world.organizer.userId });
  const startMs = Date.parse(booking.startsAt);
  const dueIn = (minutes: number) => {
    const amount = (startMs - world.clock.now().getTime()) / 60_000 - minutes;
    return [{ kind: "elapsed" as const, amount, unit: "minutes" as const }];
  };
  const steps = (body: string) => [{ action: "sms_attendee" as const, body }];
  await createWorkflow(ctx, workflowInput({ timings: dueIn(5), steps: steps("Soon") }));
  const dropped = await createWorkflow(ctx, workflowInput({ timings: dueIn(4), steps: steps("Never") }));
  await world.settle();
  await deleteWorkflow(ctx, { id: dropped.id });
  await world.settle();
  await world.advanceTo(new Date(world.clock.now().getTime() + 6 * 60_000));
  const texts = await textsTo(phone);
  expect(texts.filter((body) => body === "Soon")).toHaveLength(1);
  expect(texts).not.toContain("Never");
});
