import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookings, occupancies } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { auditEntries, outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { createTestContext } from "../testing/create-test-context";
import { seedApiKey } from "../testing/seed-api-key";
import type { BookingView } from "./booking-view";
import { cancelBooking, cancelBookingInputSchema } from "./cancel-booking";
import { createBooking } from "./create-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;
let booked: BookingView;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, mira);
  eventTypeId = eventType.id;
  await seedWorkflow(database.db, mira, { activeOn: [eventType] });
  await seedWorkflow(database.db, mira, {
    activeOn: [eventType],
    name: "On cancelling",
    trigger: "cancelled",
  });
  booked = (await createBooking(createTestContext(database), bookingInput(eventTypeId))).answer;
});

const cancel = (more: Partial<Parameters<typeof cancelBooking>[1]> = {}, ctx = createTestContext(database)) =>
  cancelBooking(ctx, cancelBookingInputSchema.parse({ uid: booked.uid, ...more }));

describe("cancelling a booking", () => {
  test("closes it and gives its time back, so that it can be booked again", async () => {
    const ctx = createTestContext(database);
    const { answer } = await cancel({ cancellationReason: "Ill" }, ctx);
    expect(answer).toMatchObject({
      uid: booked.uid,
      status: "cancelled",
      cancellationReason: "Ill",
      cancelledByEmail: null,
      calendarSequence: 1,
    });
    expect(await database.db.select().from(occupancies)).toMatchObject([{ releasedAt: ctx.clock.now() }]);
    await createBooking(createTestContext(database), bookingInput(eventTypeId));
  });

  test("ends what had not gone out and owes the news of the cancellation", async () => {
    const { answer } = await cancel();
    const states = [...answer.workflows, ...answer.notifications].map(({ workflow, state, reason }) =>
      `${workflow.name}: ${state} ${reason ?? ""}`.trim(),
    );
    expect(states.sort()).toEqual([
      "Booking cancelled: planned",
      "Booking cancelled: planned",
      "Booking confirmation: cancelled booking_cancelled",
      "New booking: cancelled booking_cancelled",
      "On cancelling: planned",
      "Text on booking: cancelled booking_cancelled",
    ]);
    expect(answer.inFlightMessages).toEqual([]);
  });

  test("leaves alone what is going out, and says so", async () => {
    const [text] = booked.workflows;
    await database.db.update(messages).set({ state: "armed" }).where(eq(messages.id, text!.id));
    const lease = { currentAttemptId: crypto.randomUUID(), leaseExpiresAt: new Date("2026-11-02T08:01:00Z") };
    await database.db
      .update(messages)
      .set({ state: "sending", ...lease })
      .where(eq(messages.id, text!.id));
    const { answer } = await cancel();
    expect(answer.inFlightMessages).toMatchObject([{ id: text!.id, state: "sending" }]);
  });

  test("tells the engine and the audit, with the attendee as the holder of the link", async () => {
    const ctx = createTestContext(database);
    await cancel({}, ctx);
    const [event] = await database.db.select().from(outbox).where(eq(outbox.name, "booking/cancelled"));
    expect(event?.data).toEqual({ bookingId: booked.id, ownerId: mira.id, requestId: "test-request" });
    expect(ctx.committedIds).toEqual([event?.id]);
    const [entry] = await database.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, "booking.cancelled"));
    expect(entry).toMatchObject({ bookingId: booked.id, actorKind: "link_holder", actorId: null });
  });

  test("by the host takes a reason and names the host", async () => {
    const { keyId, userId } = await seedApiKey(database.db, mira);
    const actors = [
      { kind: "organizer", userId: mira.id },
      { kind: "api_key", keyId, userId, scope: "book" },
    ] as const;
    for (const actor of actors) {
      const refused = cancel({ cancellationReason: "  " }, createTestContext(database, { actor }));
      await expect(refused).rejects.toMatchObject({
        message: "Cancellation reason is required when you are the host",
        details: { field: "cancellationReason", reason: "cancellation_reason_required" },
      });
    }
    const ctx = createTestContext(database, { actor: actors[0] });
    const { answer } = await cancel({ cancellationReason: "Ill" }, ctx);
    expect(answer.cancelledByEmail).toBe(mira.email);
  });

  test("by a stranger who holds the link is theirs to do, and does not make them the host", async () => {
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const ctx = createTestContext(database, { actor: { kind: "organizer", userId: noor.id } });
    expect((await cancel({}, ctx)).answer).toMatchObject({ status: "cancelled", cancelledByEmail: null });
  });

  test("asked for twice at once happens once", async () => {
    const results = await Promise.allSettled([cancel(), cancel()]);
    const [lost] = results.filter((result) => result.status === "rejected");
    expect(lost?.reason).toMatchObject({ details: { reason: "already_cancelled" } });
    const events = await database.db.select().from(outbox).where(eq(outbox.name, "booking/cancelled"));
    expect(events).toHaveLength(1);
  });

  test("repeated with its key gives the first answer again", async () => {
    const first = await cancel({ idempotencyKey: "k" });
    const rows = await countRows(database.db);
    const second = await cancel({ idempotencyKey: "k" });
    expect(second).toEqual({ answer: first.answer, replayed: true });
    expect(await countRows(database.db)).toEqual(rows);
  });
});

describe("a cancellation that is refused changes nothing", () => {
  async function expectRefused(
    input: Parameters<typeof cancel>[0],
    error: object,
    ctx = createTestContext(database),
  ) {
    const everything = async () => ({
      counts: await countRows(database.db),
      bookings: await database.db.select().from(bookings),
      messages: await database.db.select().from(messages).orderBy(messages.id),
    });
    const before = await everything();
    await expect(cancel(input, ctx)).rejects.toMatchObject(error);
    expect(await everything()).toEqual(before);
    expect(ctx.committedIds).toEqual([]);
  }

  test("of an unknown booking", async () => {
    await expectRefused({ uid: "nowhere" }, { code: "NOT_FOUND", details: { reason: "booking_not_found" } });
  });

  test("of a cancelled booking", async () => {
    await cancel();
    await expectRefused({}, { code: "BAD_REQUEST", details: { reason: "already_cancelled" } });
  });

  test("of one that is over", async () => {
    const ctx = createTestContext(database);
    ctx.clock.set(new Date("2026-11-03T09:30:00Z"));
    await expectRefused({}, { details: { reason: "already_ended" } }, ctx);
  });
});
