import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { Condition } from "@/server/domain/workflows/condition";
import { createCaller } from "@/server/routers/app-router";
import { createBooking } from "../bookings/create-booking";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { bookingInput } from "../testing/booking-input";
import { createTestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;
let caller: ReturnType<typeof createCaller>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
  caller = createCaller(createTestContext(database, { actor: { kind: "organizer", userId: mira.id } }));
});

const anyone = () => createTestContext(database);
const wednesdayAt = (hour: number) => `2026-11-04T${hour}:00:00.000Z`;
const steps = [{ action: "sms_attendee" as const, body: "Hi {ATTENDEE_FIRST_NAME}" }];
const greet = (name: string, conditions: Condition[]) =>
  caller.workflow.create(workflowInput({ name, trigger: "new_booking", timings: [], steps, conditions }));
const owedBy = async (bookingId: number) => {
  const rows = await database.db
    .select({ name: messages.workflowName, source: messages.source })
    .from(messages)
    .where(eq(messages.bookingId, bookingId))
    .orderBy(asc(messages.workflowId));
  return rows.filter(({ source }) => source.startsWith("step:")).map(({ name }) => name);
};

describe("conditions of a workflow", () => {
  test("decide what a booking owes, and one that was moved is not yet a return", async () => {
    await greet("first", [{ kind: "attendee", is: "first" }]);
    await greet("back", [{ kind: "attendee", is: "returning" }]);
    await greet("american", [{ kind: "country", countries: ["US"] }]);
    await caller.workflow.create(
      workflowInput({
        name: "moved",
        trigger: "rescheduled",
        timings: [],
        steps,
        conditions: [{ kind: "attendee", is: "first" }],
      }),
    );
    const { answer: one } = await createBooking(anyone(), bookingInput(eventTypeId));
    expect(await owedBy(one.id)).toEqual(["first"]);
    const { answer: moved } = await rescheduleBooking(anyone(), { uid: one.uid, startsAt: wednesdayAt(10) });
    expect(await owedBy(moved.id)).toEqual(["moved"]);
    const { answer: two } = await createBooking(
      anyone(),
      bookingInput(eventTypeId, { startsAt: wednesdayAt(11) }),
    );
    expect(await owedBy(two.id)).toEqual(["back"]);
  });

  test("are followed by bookings that are there already", async () => {
    const { answer } = await createBooking(
      anyone(),
      bookingInput(eventTypeId, { startsAt: wednesdayAt(10) }),
    );
    const input = workflowInput({ conditions: [{ kind: "length", is: "at_most", minutes: 30 }] });
    expect(await caller.workflow.previewChange({ verb: "create", input })).toMatchObject({ adds: 1 });
    const longer = workflowInput({ conditions: [{ kind: "length", is: "at_least", minutes: 31 }] });
    expect(await caller.workflow.previewChange({ verb: "create", input: longer })).toMatchObject({ adds: 0 });
    expect(await owedBy(answer.id)).toEqual([]);
  });

  test("that leave out all event types are warned of, and senseless ones are refused at their field", async () => {
    const { warnings } = (await greet("never", [{ kind: "event_type", eventTypeIds: [eventTypeId + 1] }]))
      .answer;
    expect(warnings).toMatchObject([{ field: "conditions", reason: "never_fires" }]);
    const error = await caller.workflow
      .create({
        name: "x",
        trigger: "cancelled",
        steps,
        conditions: [{ kind: "country", countries: ["XX"] }],
      })
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: "BAD_REQUEST",
      cause: { issues: [{ path: ["conditions", 0, "countries", 0] }] },
    });
  });
});

describe("the preview of a plan", () => {
  test("shows for a made-up booking what each workflow would send, and why one would not", async () => {
    await greet("german", [
      { kind: "country", countries: ["DE"] },
      { kind: "has_phone", hasPhone: true },
    ]);
    await caller.workflow.create(workflowInput());
    const booking = { kind: "made_up" as const, eventTypeId, startsAt: wednesdayAt(10) };
    const preview = await caller.workflow.previewPlan({ booking });
    expect(preview.workflows).toMatchObject([
      {
        name: "german",
        applies: false,
        conditions: [
          { holds: false, explanation: "The phone number is from US; it must be DE." },
          { holds: true, explanation: "There is a phone number." },
        ],
        messages: [],
      },
      {
        name: "Remind",
        applies: true,
        conditions: [],
        messages: [
          {
            channel: "sms",
            dueAt: "2026-11-03T10:00:00.000Z",
            skipReason: null,
            body: "See you Wed, Nov 4, 2026, Alex",
          },
        ],
      },
    ]);
    expect(preview.notifications.map(({ recipientRole }) => recipientRole)).toEqual(["attendee", "host"]);
    const without = await caller.workflow.previewPlan({ booking: { ...booking, hasPhone: false } });
    expect(without.workflows[1]?.messages).toMatchObject([{ skipReason: "no_phone" }]);
  });

  test("shows a booking of one's own, on any occasion, and no other's", async () => {
    const { answer } = await createBooking(anyone(), bookingInput(eventTypeId));
    await greet("all", []);
    const booking = { kind: "booking" as const, uid: answer.uid };
    const preview = await caller.workflow.previewPlan({ booking });
    expect(preview.workflows).toMatchObject([{ isSetOff: true, messages: [{ body: "Hi Ada" }] }]);
    const cancelled = await caller.workflow.previewPlan({ booking, occasion: "cancelled" });
    expect(cancelled.workflows).toMatchObject([{ applies: true, isSetOff: false, messages: [] }]);
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const stranger = createCaller(
      createTestContext(database, { actor: { kind: "organizer", userId: noor.id } }),
    );
    await expect(stranger.workflow.previewPlan({ booking })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const madeUp = { kind: "made_up" as const, eventTypeId, startsAt: wednesdayAt(10) };
    await expect(stranger.workflow.previewPlan({ booking: madeUp })).rejects.toMatchObject({
      cause: { details: { field: "booking.eventTypeId" } },
    });
  });
});
