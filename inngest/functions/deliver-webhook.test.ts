import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { createWebhookInputSchema } from "@/server/domain/webhooks/webhook-input";
import { startReceiver, status } from "@/server/providers/webhook/testing/start-receiver";
import { cancelBooking } from "@/server/services/bookings/cancel-booking";
import { createWebhook } from "@/server/services/webhooks/create-webhook";
import { deleteWebhook } from "@/server/services/webhooks/delete-webhook";

let world: World;
let bookings: Bookings;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let webhookId: string;

const host = () => world.contextAs({ kind: "organizer", userId: world.organizer.userId }, "organizer");

beforeAll(async () => {
  world = await createWorld();
  bookings = bookInWorld(world);
});
afterAll(() => world.close());
beforeEach(async () => {
  receiver = await startReceiver();
  const triggers = ["BOOKING_CREATED", "BOOKING_CANCELLED"];
  const input = createWebhookInputSchema.parse({ subscriberUrl: receiver.url, triggers });
  webhookId = (await createWebhook(host(), input)).id;
});
afterEach(async () => {
  await deleteWebhook(host(), { id: webhookId });
  await receiver.close();
});

const received = () =>
  receiver.calls.map(({ body }) => {
    const { triggerEvent, payload } = JSON.parse(body);
    return `${triggerEvent} ${payload.uid}`;
  });

test("a receiver is told of a booking once the engine has run, and of what follows in its order", async () => {
  const { booking } = await bookings.book();
  await cancelBooking(world.contextAs({ kind: "anonymous" }), { uid: booking.uid });
  await world.settle();
  expect(received()).toEqual([`BOOKING_CREATED ${booking.uid}`, `BOOKING_CANCELLED ${booking.uid}`]);
});

test("a receiver that was down is told within a minute of its next try, in the same order", async () => {
  receiver.answerWith(status(503, "restarting"));
  const { booking } = await bookings.book();
  await world.settle();
  await cancelBooking(world.contextAs({ kind: "anonymous" }), { uid: booking.uid });
  await world.settle();
  expect(received()).toEqual([`BOOKING_CREATED ${booking.uid}`]);
  await world.advanceTo(new Date(world.clock.now().getTime() + 2 * 60_000));
  expect(received()).toEqual([
    `BOOKING_CREATED ${booking.uid}`,
    `BOOKING_CREATED ${booking.uid}`,
    `BOOKING_CANCELLED ${booking.uid}`,
  ]);
});
