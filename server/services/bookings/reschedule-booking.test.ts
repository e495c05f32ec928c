import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookings, occupancies } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
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
import { bookingInput, tuesdayAtTen } from "../testing/booking-input";
import { createTestContext } from "../testing/create-test-context";
import type { BookingView } from "./booking-view";
import { cancelBooking } from "./cancel-booking";
import { createBooking } from "./create-booking";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;
let old: BookingView;

const wednesdayAtTen = "2026-11-04T09:00:00.000Z";

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, mira);
  eventTypeId = eventType.id;
  const activeOn = [eventType];
  await seedWorkflow(database.db, mira, { activeOn });
  await seedWorkflow(database.db, mira, {
    activeOn,
    name: "Reminder",
    trigger: "before_meeting",
    offsetMinutes: 60,
  });
  await seedWorkflow(database.db, mira, { activeOn, name: "On moving", trigger: "rescheduled" });
  old = (await createBooking(createTestContext(database), bookingInput(eventTypeId))).answer;
});

const move = (
  more: Partial<Parameters<typeof rescheduleBooking>[1]> = {},
  ctx = createTestContext(database),
) => rescheduleBooking(ctx, { uid: old.uid, startsAt: wednesdayAtTen, ...more });

const planOf = (bookingId: number) =>
  database.db.select().from(messages).where(eq(messages.bookingId, bookingId));

describe("moving a booking", () => {
  test("closes it and opens one at the new time, linked both ways, of the same calendar entry", async () => {
    const { answer } = await move({ reschedulingReason: "Late", rescheduledByEmail: "ada@example.org" });
    expect(answer).toMatchObject({
      status: "accepted",
      startsAt: wednesdayAtTen,
      endsAt: "2026-11-04T09:30:00.000Z",
      rescheduledFromUid: old.uid,
      reschedulingReason: "Late",
      rescheduledByEmail: "ada@example.org",
      attendees: old.attendees.map(({ id: _, ...attendee }) => attendee),
      calendarUid: old.calendarUid,
      calendarSequence: old.calendarSequence + 1,
    });
    const [before] = await database.db.select().from(bookings).where(eq(bookings.uid, old.uid));
    expect(before).toMatchObject({ status: "cancelled", rescheduledToUid: answer.uid });
  });

  test("gives the old time back and takes the new one", async () => {
    const ctx = createTestContext(database);
    const { answer } = await move({}, ctx);
    const rows = await database.db.select().from(occupancies).orderBy(occupancies.id);
    expect(rows).toMatchObject([
      { bookingId: old.id, releasedAt: ctx.clock.now() },
      { bookingId: answer.id, releasedAt: null, startsAt: new Date(wednesdayAtTen) },
    ]);
    await createBooking(createTestContext(database), bookingInput(eventTypeId));
  });

  test("replaces what had not gone out, and owes the news of the move", async () => {
    const { answer } = await move();
    const after = new Map((await planOf(old.id)).map((message) => [message.workflowName, message]));
    const [reminder] = answer.workflows.filter(({ workflow }) => workflow.name === "Reminder");
    expect(reminder).toMatchObject({ state: "planned", dueAt: "2026-11-04T08:00:00.000Z" });
    expect(after.get("Reminder")).toMatchObject({
      state: "superseded",
      reason: "booking_rescheduled",
      supersededById: reminder?.id,
    });
    expect(after.get("Text on booking")).toMatchObject({ state: "cancelled", reason: "booking_rescheduled" });
    expect([...after.values()].filter(({ nextLookAt }) => nextLookAt !== null)).toEqual([]);
    expect(answer.workflows.map(({ workflow }) => workflow.name)).toEqual(["On moving", "Reminder"]);
    expect(answer.notifications.map(({ workflow }) => workflow.name)).toEqual([
      "Booking moved",
      "Booking moved",
    ]);
    expect(answer.inFlightMessages).toEqual([]);
  });

  test("leaves alone what is going out, and says so", async () => {
    const [text] = old.workflows;
    await database.db.update(messages).set({ state: "armed" }).where(eq(messages.id, text!.id));
    const lease = { currentAttemptId: crypto.randomUUID(), leaseExpiresAt: new Date("2026-11-02T08:01:00Z") };
    await database.db
      .update(messages)
      .set({ state: "sending", ...lease })
      .where(eq(messages.id, text!.id));
    const { answer } = await move();
    expect(answer.inFlightMessages).toMatchObject([{ id: text!.id, state: "sending" }]);
  });

  test("tells the engine and the audit, with the mover as the holder of the link", async () => {
    const ctx = createTestContext(database);
    const { answer } = await move({}, ctx);
    const [event] = await database.db.select().from(outbox).where(eq(outbox.name, "booking/rescheduled"));
    expect(event?.data).toEqual({ bookingId: answer.id, ownerId: mira.id, requestId: "test-request" });
    expect(ctx.committedIds).toEqual([event?.id]);
    const [entry] = await database.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.bookingId, answer.id));
    expect(entry).toMatchObject({
      action: "booking.rescheduled",
      actorKind: "link_holder",
      details: { fromBookingId: old.id },
    });
  });

  test("keeps the workflows that were asked for when it was booked", async () => {
    const chosen = await seedWorkflow(database.db, mira, { name: "Chosen", trigger: "rescheduled" });
    const input = bookingInput(eventTypeId, { startsAt: "2026-11-05T09:00:00Z", workflowIds: [chosen.id] });
    const { answer: booked } = await createBooking(createTestContext(database), input);
    const { answer } = await move({ uid: booked.uid });
    expect(answer.workflows.map(({ workflow }) => workflow.name)).toEqual(["Chosen"]);
  });

  test("its own time does not stand in its way", async () => {
    const shorterSteps = { slotIntervalMinutes: 15 };
    await database.db.update(eventTypes).set(shorterSteps).where(eq(eventTypes.id, eventTypeId));
    const { answer } = await move({ startsAt: "2026-11-03T09:15:00Z" });
    expect(answer.startsAt).toBe("2026-11-03T09:15:00.000Z");
  });

  test("keeps its length when the event type's has changed, and needs all of it free", async () => {
    await database.db.update(eventTypes).set({ lengthMinutes: 15 }).where(eq(eventTypes.id, eventTypeId));
    await expect(move({ startsAt: "2026-11-04T15:45:00Z" })).rejects.toMatchObject({
      details: { reason: "outside_availability" },
    });
    const { answer } = await move({ startsAt: "2026-11-04T15:15:00Z" });
    expect(answer.endsAt).toBe("2026-11-04T15:45:00.000Z");
  });

  test("may take another length that is offered, and no other", async () => {
    const lengthOptionsMinutes = [30, 60];
    await database.db.update(eventTypes).set({ lengthOptionsMinutes }).where(eq(eventTypes.id, eventTypeId));
    await expect(move({ lengthMinutes: 45 })).rejects.toMatchObject({
      details: { reason: "length_not_offered" },
    });
    const { answer } = await move({ lengthMinutes: 60 });
    expect(answer.endsAt).toBe("2026-11-04T10:00:00.000Z");
  });

  test("is open to a stranger who holds the link, and the booking stays the host's", async () => {
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const ctx = createTestContext(database, { actor: { kind: "organizer", userId: noor.id } });
    expect((await move({}, ctx)).answer.host.id).toBe(mira.id);
  });

  test("asked for twice at once happens once", async () => {
    const results = await Promise.allSettled([move(), move({ startsAt: "2026-11-05T09:00:00Z" })]);
    const [lost] = results.filter((result) => result.status === "rejected");
    expect(lost?.reason).toMatchObject({ details: { reason: "already_rescheduled" } });
    expect(await countRows(database.db)).toMatchObject({ bookings: 2 });
  });
});

describe("a move that is refused changes nothing", () => {
  async function expectRefused(
    input: Parameters<typeof move>[0],
    error: object,
    ctx = createTestContext(database),
  ) {
    const everything = async () => ({
      counts: await countRows(database.db),
      bookings: await database.db.select().from(bookings),
      occupancies: await database.db.select().from(occupancies),
      messages: await database.db.select().from(messages).orderBy(messages.id),
    });
    const before = await everything();
    await expect(move(input, ctx)).rejects.toMatchObject(error);
    expect(await everything()).toEqual(before);
    expect(ctx.committedIds).toEqual([]);
  }

  test("to a taken time", async () => {
    await createBooking(createTestContext(database), bookingInput(eventTypeId, { startsAt: wednesdayAtTen }));
    await expectRefused({}, { code: "BAD_REQUEST", details: { field: "start", reason: "slot_taken" } });
  });

  test("to the past, or outside the hours", async () => {
    await expectRefused({ startsAt: "2026-11-02T07:30:00Z" }, { details: { reason: "past" } });
    await expectRefused(
      { startsAt: "2026-11-07T09:00:00Z" },
      { details: { reason: "outside_availability" } },
    );
  });

  test("of an unknown booking", async () => {
    await expectRefused({ uid: "nowhere" }, { code: "NOT_FOUND", details: { reason: "booking_not_found" } });
  });

  test("of a cancelled booking", async () => {
    await cancelBooking(createTestContext(database), { uid: old.uid });
    await expectRefused({}, { code: "BAD_REQUEST", details: { reason: "already_cancelled" } });
  });

  test("of one that was moved before, which names its successor", async () => {
    const { answer } = await move();
    await expectRefused(
      { startsAt: "2026-11-05T09:00:00Z" },
      { details: { reason: "already_rescheduled", data: { rescheduledToUid: answer.uid } } },
    );
  });

  test("of one that is over", async () => {
    const ctx = createTestContext(database);
    ctx.clock.set(new Date(Date.parse(tuesdayAtTen) + 30 * 60_000));
    await expectRefused({}, { details: { reason: "already_ended" } }, ctx);
  });
});
