import { asc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { attendees, bookings, occupancies } from "@/db/schema/bookings";
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
import { doors } from "@/server/domain/bookings/door";
import { systemRandom } from "@/server/platform/random";
import { bookingInput, tuesdayAtTen } from "../testing/booking-input";
import { createTestContext, testNow } from "../testing/create-test-context";
import { seedApiKey } from "../testing/seed-api-key";
import { createBooking } from "./create-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;
let workflow: Awaited<ReturnType<typeof seedWorkflow>>;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, mira, { location: "Room 1" });
  eventTypeId = eventType.id;
  workflow = await seedWorkflow(database.db, mira, { activeOn: [eventType] });
});

const noRows = {
  bookings: 0,
  attendees: 0,
  occupancies: 0,
  messages: 0,
  auditEntries: 0,
  idempotentAnswers: 0,
  outbox: 0,
};

function messageRows() {
  return database.db.select().from(messages).orderBy(asc(messages.source));
}

describe("a booking", () => {
  test("is written together with its time, its plan, its audit entry, its event and its answer", async () => {
    const ctx = createTestContext(database);
    const { answer, replayed } = await createBooking(ctx, bookingInput(eventTypeId, { idempotencyKey: "k" }));
    expect(replayed).toBe(false);
    expect(await countRows(database.db)).toEqual({
      ...noRows,
      bookings: 1,
      attendees: 1,
      occupancies: 1,
      messages: 3,
      auditEntries: 1,
      idempotentAnswers: 1,
      outbox: 1,
    });
    const [booking] = await database.db.select().from(bookings);
    expect(booking).toMatchObject({
      uid: answer.uid,
      ownerId: mira.id,
      eventTypeId,
      status: "accepted",
      door: "rest",
      startsAt: new Date(tuesdayAtTen),
      endsAt: new Date("2026-11-03T09:30:00Z"),
      createdAt: testNow,
      calendarSequence: 0,
      revision: 1,
      requestedWorkflowIds: null,
    });
    const [attendee] = await database.db.select().from(attendees);
    expect(attendee).toMatchObject({ phoneNumber: "+4930901820", timeZone: "Asia/Tokyo" });
    const [occupancy] = await database.db.select().from(occupancies);
    expect(occupancy).toMatchObject({ hostId: mira.id, exclusive: true, releasedAt: null, expiresAt: null });
  });

  test("owes a text to the attendee and an e-mail to each side", async () => {
    await createBooking(createTestContext(database), bookingInput(eventTypeId));
    expect(await messageRows()).toMatchObject([
      { source: "notice:created:attendee", channel: "email", recipient: "ada@example.org", state: "planned" },
      { source: "notice:created:host", channel: "email", recipient: mira.email, state: "planned" },
      {
        source: `step:${workflow.stepIds[0]}`,
        channel: "sms",
        recipient: "+4930901820",
        state: "planned",
        dueAt: testNow,
      },
    ]);
  });

  test("tells the engine once, with ids only, and says so once it has committed", async () => {
    const ctx = createTestContext(database);
    const { answer } = await createBooking(ctx, bookingInput(eventTypeId));
    const rows = await database.db.select().from(outbox);
    expect(rows).toMatchObject([
      {
        name: "booking/created",
        state: "waiting",
        data: { bookingId: answer.id, ownerId: mira.id, requestId: "test-request" },
      },
    ]);
    expect(ctx.committedIds).toEqual([rows[0]?.id]);
  });

  test("is audited with the actor and the door", async () => {
    const { keyId, userId } = await seedApiKey(database.db, mira);
    const actor = { kind: "api_key", keyId, userId, scope: "book" } as const;
    await createBooking(createTestContext(database, { actor }), bookingInput(eventTypeId));
    expect(await database.db.select().from(auditEntries)).toMatchObject([
      {
        action: "booking.created",
        actorKind: "api_key",
        actorId: String(keyId),
        door: "rest",
        ownerId: mira.id,
      },
    ]);
  });

  test("has the same effects through every door", async () => {
    const effects: unknown[] = [];
    for (const [index, door] of doors.entries()) {
      const startsAt = new Date(Date.parse(tuesdayAtTen) + index * 30 * 60_000).toISOString();
      const ctx = createTestContext(database, { door });
      const { answer } = await createBooking(ctx, bookingInput(eventTypeId, { startsAt }));
      const plan = [...answer.workflows, ...answer.notifications];
      effects.push(
        plan.map(({ channel, recipient, state, dueAt }) => ({ channel, recipient, state, dueAt })),
      );
    }
    expect(new Set(effects.map((effect) => JSON.stringify(effect))).size).toBe(1);
    const perDoor = await database.sql`select door, count(*)::int from bookings group by door`;
    expect(perDoor).toHaveLength(doors.length);
  });

  test("of a stranger with an account belongs to the host all the same", async () => {
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const ctx = createTestContext(database, { actor: { kind: "organizer", userId: noor.id } });
    const { answer } = await createBooking(ctx, bookingInput(eventTypeId));
    expect(answer.host.id).toBe(mira.id);
    expect(new Set((await messageRows()).map(({ ownerId }) => ownerId))).toEqual(new Set([mira.id]));
  });

  test("plans a reminder for its time, or says that it is too late for it", async () => {
    const reminder = { trigger: "before_meeting" as const, activeOn: [{ id: eventTypeId }] };
    const hourBefore = await seedWorkflow(database.db, mira, { ...reminder, offsetMinutes: 60 });
    const weekBefore = await seedWorkflow(database.db, mira, { ...reminder, offsetMinutes: 7 * 1440 });
    const { answer } = await createBooking(createTestContext(database), bookingInput(eventTypeId));
    const byWorkflow = new Map(answer.workflows.map((message) => [message.workflow.id, message]));
    expect(byWorkflow.get(hourBefore.id)).toMatchObject({
      state: "planned",
      dueAt: "2026-11-03T08:00:00.000Z",
    });
    expect(byWorkflow.get(weekBefore.id)).toMatchObject({ state: "skipped", reason: "too_late" });
  });

  test("of an event type that asks for nothing can be made with a phone number alone", async () => {
    const attendee = { name: "Bo", timeZone: "UTC", phoneNumber: "+14155552671" };
    const { answer } = await createBooking(
      createTestContext(database),
      bookingInput(eventTypeId, { attendee }),
    );
    const [attendeeMail] = answer.notifications.filter(({ recipientRole }) => recipientRole === "attendee");
    expect(attendeeMail).toMatchObject({ state: "skipped", reason: "no_email" });
  });
});

describe("a booking that is refused writes nothing", () => {
  test.each<[what: string, more: Parameters<typeof bookingInput>[1], error: object]>([
    [
      "in the past",
      { startsAt: "2026-11-02T07:30:00Z" },
      { code: "BAD_REQUEST", details: { field: "start", reason: "past" } },
    ],
    [
      "outside the hours",
      { startsAt: "2026-11-03T19:00:00Z" },
      { code: "BAD_REQUEST", details: { field: "start", reason: "outside_availability" } },
    ],
    [
      "of an unknown event type",
      { eventType: { id: 999_999 } },
      { code: "NOT_FOUND", details: { reason: "event_type_not_found" } },
    ],
    [
      "of an unknown user",
      { eventType: { username: "nobody", slug: "intro" } },
      { code: "NOT_FOUND", details: { reason: "user_not_found" } },
    ],
    [
      "with an impossible number",
      { smsReminderNumber: "+49 1", attendee: { name: "Bo", email: "bo@example.org", timeZone: "UTC" } },
      { code: "BAD_REQUEST", details: { field: "smsReminderNumber", reason: "phone_not_possible" } },
    ],
    [
      "of another length",
      { lengthMinutes: 45 },
      { code: "BAD_REQUEST", details: { field: "lengthInMinutes", reason: "length_not_offered" } },
    ],
    [
      "with unknown workflows",
      { workflowIds: [999_998, 999_999] },
      {
        code: "BAD_REQUEST",
        details: { reason: "workflow_not_found", data: { workflowIds: [999_998, 999_999] } },
      },
    ],
  ])("%s", async (_what, more, error) => {
    const ctx = createTestContext(database);
    const refused = createBooking(ctx, bookingInput(eventTypeId, { ...more, idempotencyKey: "k" }));
    await expect(refused).rejects.toMatchObject(error);
    expect(await countRows(database.db)).toEqual(noRows);
    expect(ctx.committedIds).toEqual([]);
  });

  test("with a workflow of someone else", async () => {
    const foreign = await seedWorkflow(database.db, await seedOrganizer(database.db, { username: "noor" }));
    const input = bookingInput(eventTypeId, { workflowIds: [workflow.id, foreign.id] });
    await expect(createBooking(createTestContext(database), input)).rejects.toMatchObject({
      details: { reason: "workflow_not_found", data: { workflowIds: [foreign.id] } },
    });
    expect(await countRows(database.db)).toEqual(noRows);
  });

  test("without a number that a workflow's step insists on", async () => {
    const step = { action: "sms_attendee", body: "Hi", phoneRequired: true } as const;
    const strict = await seedWorkflow(database.db, mira, { steps: [step] });
    const attendee = { name: "Bo", email: "bo@example.org", timeZone: "UTC" };
    const input = bookingInput(eventTypeId, { attendee, workflowIds: [strict.id] });
    await expect(createBooking(createTestContext(database), input)).rejects.toMatchObject({
      details: { field: "attendee.phoneNumber", reason: "phone_required" },
    });
  });
});

describe("a host's time", () => {
  test("goes to one of many who ask for it at once; the others are told that it is taken", async () => {
    const racers = Array.from({ length: 10 }, () =>
      createBooking(createTestContext(database), bookingInput(eventTypeId)),
    );
    const results = await Promise.allSettled(racers);
    const lost = results.filter((result) => result.status === "rejected");
    expect(lost).toHaveLength(9);
    for (const { reason } of lost) expect(reason).toMatchObject({ details: { reason: "slot_taken" } });
    expect(await countRows(database.db)).toMatchObject({
      bookings: 1,
      occupancies: 1,
      messages: 3,
      outbox: 1,
    });
  });

  test("is taken for the host's other event types, with their buffers", async () => {
    const buffered = await seedEventType(database.db, mira, { slug: "long", bufferBeforeMinutes: 15 });
    await createBooking(createTestContext(database), bookingInput(eventTypeId));
    const at = (startsAt: string) =>
      createBooking(createTestContext(database), bookingInput(buffered.id, { startsAt }));
    await expect(at(tuesdayAtTen)).rejects.toMatchObject({ details: { reason: "slot_taken" } });
    await expect(at("2026-11-03T09:30:00Z")).rejects.toMatchObject({ details: { reason: "slot_taken" } });
    await expect(at("2026-11-03T10:00:00Z")).resolves.toMatchObject({ answer: { status: "accepted" } });
  });

  test("is not taken by another host's bookings", async () => {
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const other = await seedEventType(database.db, noor);
    await createBooking(createTestContext(database), bookingInput(other.id));
    await createBooking(createTestContext(database), bookingInput(eventTypeId));
    expect(await countRows(database.db)).toMatchObject({ bookings: 2, occupancies: 2 });
  });
});

test("a failure at any point of the writing leaves nothing behind", async () => {
  // Ids are drawn for the messages and for the event: 4 in all, so the 5th draw never comes.
  for (let failAt = 1; failAt <= 4; failAt += 1) {
    let draws = 0;
    const uuid = () => {
      draws += 1;
      if (draws === failAt) throw new Error("the power went");
      return systemRandom.uuid();
    };
    const ctx = createTestContext(database, { random: { ...systemRandom, uuid } });
    await expect(createBooking(ctx, bookingInput(eventTypeId))).rejects.toThrow("the power went");
    expect(await countRows(database.db)).toEqual(noRows);
    expect(ctx.committedIds).toEqual([]);
  }
});
