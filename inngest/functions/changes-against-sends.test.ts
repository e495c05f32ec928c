import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import type { MessageView } from "@/server/services/bookings/booking-view";
import { cancelBooking } from "@/server/services/bookings/cancel-booking";
import { rescheduleBooking } from "@/server/services/bookings/reschedule-booking";
import { armBookingMessages } from "@/server/services/messages/arm-messages";
import { sendMessage } from "@/server/services/messages/send-message";

const interleavings = Number(process.env.PROVE_CASES ?? 60);
const seed = Number(process.env.PROVE_SEED ?? 20_270_301);

let world: World;
let bookings: Bookings;

beforeAll(async () => {
  world = await createWorld();
  bookings = bookInWorld(world);
});
afterAll(() => world.close());

type Interleaving = {
  change: "cancel" | "reschedule";
  changeDelay: number;
  sendDelay: number;
  sends: number;
};

/** Lets other work go first, a number of turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function textsTo(phone: string): Promise<number> {
  const response = await fetch(`${world.sandbox.url}/sms/requests?to=${encodeURIComponent(phone)}`);
  return ((await response.json()) as unknown[]).length;
}

async function race({ change, changeDelay, sendDelay, sends }: Interleaving) {
  const { booking, phone } = await bookings.book();
  const ctx = world.contextAs({ kind: "anonymous" });
  await armBookingMessages(ctx, booking.id);
  const messageId = booking.workflows[0]?.id ?? "";
  const startsAt = bookings.nextFreeStart();
  const changing = turns(changeDelay).then(() =>
    change === "cancel"
      ? cancelBooking(ctx, { uid: booking.uid })
      : rescheduleBooking(ctx, { uid: booking.uid, startsAt }),
  );
  const sending = Array.from({ length: sends }, () =>
    turns(sendDelay).then(() => sendMessage(ctx, { messageId, generation: 1 })),
  );
  const [{ answer }] = await Promise.all([changing, ...sending]);
  const [message] = await world.database.db.select().from(messages).where(eq(messages.id, messageId));
  return { state: message?.state ?? "", wire: await textsTo(phone), answer, messageId };
}

test("a change and a send of the same message are judged by commit order: never stale, never double", async () => {
  const seen = { stopped: 0, sentBefore: 0, inFlight: 0 };
  const interleaving = fc.record({
    change: fc.constantFrom("cancel" as const, "reschedule" as const),
    changeDelay: fc.integer({ min: 0, max: 30 }),
    sendDelay: fc.integer({ min: 0, max: 4000 }),
    sends: fc.integer({ min: 1, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(interleaving, async (given) => {
      const { state, wire, answer, messageId } = await race(given);
      if (state === "cancelled" || state === "superseded") {
        expect(wire).toBe(0);
        seen.stopped += 1;
        return;
      }
      expect(wire).toBe(1);
      const isThis = (view: MessageView) => view.id === messageId;
      if (answer.inFlightMessages.some(isThis)) seen.inFlight += 1;
      else seen.sentBefore += 1;
      const shown = answer.workflows.find(isThis);
      if (shown) expect(["sending", "accepted", "delivered"]).toContain(shown.state);
    }),
    { numRuns: interleavings, seed, endOnFailure: true },
  );
  process.stdout.write(
    `changes against sends: ${interleavings} interleavings, seed ${seed}, ${JSON.stringify(seen)}\n`,
  );
  expect(seen.stopped).toBeGreaterThan(0);
  expect(seen.sentBefore + seen.inFlight).toBeGreaterThan(0);
});
