import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { occupancies } from "@/db/schema/bookings";
import { eventTypes } from "@/db/schema/event-types";
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
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { auditOf, eventsOf, planOf } from "../testing/plan-of";
import { seedApiKey } from "../testing/seed-api-key";
import { startsOn } from "../testing/starts-on";
import { cancelBooking } from "./cancel-booking";
import { confirmBooking } from "./confirm-booking";
import { createBooking } from "./create-booking";
import { declineBooking } from "./decline-booking";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let booker: TestContext;
let host: TestContext;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  booker = createTestContext(database);
  host = createTestContext(database, { actor: { kind: "organizer", userId: mira.id }, door: "organizer" });
  const eventType = await seedEventType(database.db, mira, { confirmation: "always" });
  eventTypeId = eventType.id;
  const activeOn = [eventType];
  for (const trigger of ["new_booking", "requested", "confirmed", "declined", "rescheduled"] as const) {
    await seedWorkflow(database.db, mira, { activeOn, name: `Text: ${trigger}`, trigger });
  }
  const reminder = { name: "Reminder", trigger: "before_meeting", offsetMinutes: 60 } as const;
  await seedWorkflow(database.db, mira, { activeOn, ...reminder });
});

const set = (values: Partial<typeof eventTypes.$inferInsert>) => database.db.update(eventTypes).set(values);
const request = async (more: Parameters<typeof bookingInput>[1] = {}) =>
  (await createBooking(booker, bookingInput(eventTypeId, more))).answer;
const wednesdayAtTen = "2026-11-04T09:00:00.000Z";

describe("I want to agree to bookings myself", () => {
  test("so one is only asked for: both of us hear of the request, and nothing is promised yet", async () => {
    const asked = await request();
    expect(asked.status).toBe("pending");
    expect(await planOf(database.db, asked.uid)).toEqual([
      "Request received, attendee: planned",
      "Request to answer, host: planned",
      "Text: requested, attendee: planned",
    ]);
    expect(await eventsOf(database.db)).toEqual([`booking/requested ${asked.uid}`]);
    expect(await auditOf(database.db)).toEqual(["booking.requested by anonymous"]);
  });

  test("and its time is kept until I have answered", async () => {
    await request();
    expect(await startsOn(booker, eventTypeId, "2026-11-03")).not.toContain("09:00");
    await expect(request()).rejects.toMatchObject({ details: { reason: "slot_taken" } });
  });

  test("or stays free for others until I agree, when I say so", async () => {
    await set({ pendingHoldsTime: false });
    await request();
    await request();
    expect(await database.db.select().from(occupancies)).toEqual([]);
    expect(await startsOn(booker, eventTypeId, "2026-11-03")).toContain("09:00");
  });

  test("only when somebody books with less than two days' notice", async () => {
    await set({ confirmation: "short_notice", confirmationNoticeMinutes: 2 * 1440 });
    expect((await request()).status).toBe("pending");
    expect((await request({ startsAt: "2026-11-05T09:00:00Z" })).status).toBe("accepted");
  });

  test("and a text that insists on a number is thought of when they ask", async () => {
    const steps = [{ action: "sms_attendee" as const, body: "Hi", phoneRequired: true }];
    await seedWorkflow(database.db, mira, { activeOn: [{ id: eventTypeId }], trigger: "confirmed", steps });
    const attendee = { name: "Bo", email: "bo@example.org", timeZone: "UTC" };
    await expect(request({ attendee })).rejects.toMatchObject({ details: { reason: "phone_required" } });
  });
});

describe("confirming", () => {
  test("makes it a booking: what was said of the request ends, and all that a booking owes is planned", async () => {
    const { uid } = await request();
    const { answer } = await confirmBooking(host, { uid });
    expect(answer).toMatchObject({ uid, status: "accepted", calendarSequence: 1, inFlightMessages: [] });
    expect(await planOf(database.db, uid)).toEqual([
      "Booking confirmation, attendee: planned",
      "Reminder, attendee: planned",
      "Request confirmed, host: planned",
      "Request received, attendee: cancelled (booking_confirmed)",
      "Request to answer, host: cancelled (booking_confirmed)",
      "Text: confirmed, attendee: planned",
      "Text: new_booking, attendee: planned",
      "Text: requested, attendee: cancelled (booking_confirmed)",
    ]);
    expect(await eventsOf(database.db)).toContain(`booking/confirmed ${uid}`);
    expect(await auditOf(database.db)).toContain("booking.confirmed by organizer");
    expect(host.committedIds).toHaveLength(1);
  });

  test("takes the time that wasn't held, if it is still free", async () => {
    await set({ pendingHoldsTime: false });
    const [first, second] = [await request(), await request()];
    await confirmBooking(host, { uid: second.uid });
    expect(await database.db.select().from(occupancies)).toMatchObject([
      { bookingId: second.id, kind: "booking" },
    ]);
    await expect(confirmBooking(host, { uid: first.uid })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { reason: "slot_taken" },
    });
    expect(await planOf(database.db, first.uid)).toContain("Request received, attendee: planned");
  });

  test("keeps to buffers and limits, but no longer to notice", async () => {
    await set({ pendingHoldsTime: false, bufferAfterMinutes: 30, minimumNoticeMinutes: 1440 });
    const { uid } = await request();
    const noon = await request({ startsAt: "2026-11-03T11:00:00Z" });
    host.clock.set(new Date("2026-11-03T08:00:00Z"));
    expect((await confirmBooking(host, { uid })).answer.status).toBe("accepted");
    await set({ bookingLimits: [{ per: "day", maxCount: 1 }] });
    await expect(confirmBooking(host, { uid: noon.uid })).rejects.toMatchObject({
      details: { reason: "limit_reached" },
    });
  });

  test("asked for twice at once with one key happens once, and twice without one is refused", async () => {
    const { uid } = await request();
    const once = await confirmBooking(host, { uid, idempotencyKey: "k" });
    const again = await confirmBooking(host, { uid, idempotencyKey: "k" });
    expect(again).toEqual({ answer: once.answer, replayed: true });
    await expect(confirmBooking(host, { uid })).rejects.toMatchObject({
      details: { reason: "already_accepted" },
    });
    expect(await countRows(database.db)).toMatchObject({ outbox: 2, occupancies: 1, idempotentAnswers: 1 });
  });

  test("can be done with the host's API key", async () => {
    const { uid } = await request();
    const { keyId, userId } = await seedApiKey(database.db, mira);
    const withKey = createTestContext(database, { actor: { kind: "api_key", keyId, userId, scope: "book" } });
    expect((await confirmBooking(withKey, { uid })).answer.status).toBe("accepted");
  });

  test("is too late once the time has come", async () => {
    const { uid } = await request();
    host.clock.set(new Date(tuesdayAtTen));
    await expect(confirmBooking(host, { uid })).rejects.toMatchObject({
      details: { reason: "already_started" },
    });
  });

  test("still works when the kind of meeting is offered no more", async () => {
    const { uid } = await request();
    await set({ deletedAt: new Date() });
    expect((await confirmBooking(host, { uid })).answer.status).toBe("accepted");
  });
});

describe("declining", () => {
  test("gives the time back and tells both of us, with my reason", async () => {
    const { uid, id } = await request();
    const { answer } = await declineBooking(host, { uid, reason: "On holiday" });
    expect(answer).toMatchObject({ status: "rejected", rejectionReason: "On holiday" });
    expect(await planOf(database.db, uid)).toEqual([
      "Request declined, attendee: planned",
      "Request declined, host: planned",
      "Request received, attendee: cancelled (booking_declined)",
      "Request to answer, host: cancelled (booking_declined)",
      "Text: declined, attendee: planned",
      "Text: requested, attendee: cancelled (booking_declined)",
    ]);
    expect(await eventsOf(database.db)).toContain(`booking/declined ${uid}`);
    expect(await auditOf(database.db)).toContain("booking.declined by organizer");
    const [occupancy] = await database.db.select().from(occupancies);
    expect(occupancy).toMatchObject({ bookingId: id, releasedAt: host.clock.now() });
    expect((await request()).status).toBe("pending");
  });

  test("what was declined can't be confirmed, moved or cancelled", async () => {
    const { uid } = await request();
    await declineBooking(host, { uid });
    const reason = { details: { reason: "already_rejected" } };
    await expect(confirmBooking(host, { uid })).rejects.toMatchObject(reason);
    await expect(declineBooking(host, { uid })).rejects.toMatchObject(reason);
    await expect(cancelBooking(booker, { uid })).rejects.toMatchObject(reason);
    await expect(rescheduleBooking(booker, { uid, startsAt: wednesdayAtTen })).rejects.toMatchObject(reason);
  });
});

describe("nobody but the host answers a request", () => {
  test.each([
    ["confirm", confirmBooking],
    ["decline", declineBooking],
  ] as const)("%s", async (_verb, answer) => {
    const { uid } = await request();
    const noor = await seedOrganizer(database.db, { username: "noor" });
    const stranger = createTestContext(database, { actor: { kind: "organizer", userId: noor.id } });
    const before = await countRows(database.db);
    await expect(answer(booker, { uid })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(answer(stranger, { uid })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(answer(host, { uid: "nowhere" })).rejects.toMatchObject({
      details: { reason: "booking_not_found" },
    });
    expect(await countRows(database.db)).toEqual(before);
  });
});

describe("a request that is changed", () => {
  test("and cancelled by who asked gives its time back and says so", async () => {
    const { uid } = await request();
    expect((await cancelBooking(booker, { uid })).answer.status).toBe("cancelled");
    expect(await startsOn(booker, eventTypeId, "2026-11-03")).toContain("09:00");
    expect(await planOf(database.db, uid)).toContain(
      "Request to answer, host: cancelled (booking_cancelled)",
    );
  });

  test("and moved is still a request, for the new time", async () => {
    const { uid } = await request();
    const { answer } = await rescheduleBooking(booker, { uid, startsAt: wednesdayAtTen });
    expect(answer.status).toBe("pending");
    expect(await planOf(database.db, answer.uid)).toEqual([
      "Request received, attendee: planned",
      "Request to answer, host: planned",
      "Text: requested, attendee: planned",
    ]);
    expect(await planOf(database.db, uid)).toEqual([
      "Request received, attendee: superseded (booking_rescheduled)",
      "Request to answer, host: superseded (booking_rescheduled)",
      "Text: requested, attendee: superseded (booking_rescheduled)",
    ]);
  });

  test("by the host, who moves it, is agreed with that, and gets its first confirmation", async () => {
    const { uid } = await request();
    const { answer } = await rescheduleBooking(host, { uid, startsAt: wednesdayAtTen });
    expect(answer.status).toBe("accepted");
    expect(await planOf(database.db, answer.uid)).toContain("Text: new_booking, attendee: planned");
    expect(await eventsOf(database.db)).toContain(`booking/confirmed ${answer.uid}`);
  });
});

describe("a booking that was agreed", () => {
  test("and is moved by the attendee must be agreed again; then the news is the move", async () => {
    const { uid } = await request();
    await confirmBooking(host, { uid });
    const { answer: moved } = await rescheduleBooking(booker, { uid, startsAt: wednesdayAtTen });
    expect(moved.status).toBe("pending");
    await confirmBooking(host, { uid: moved.uid });
    const plan = await planOf(database.db, moved.uid);
    expect(plan).toContain("Text: rescheduled, attendee: planned");
    expect(plan).toContain("Reminder, attendee: planned");
    expect(plan).not.toContain("Text: new_booking, attendee: planned");
  });

  test("and is moved by the host needs nobody's consent", async () => {
    const { uid } = await request();
    await confirmBooking(host, { uid });
    const { answer } = await rescheduleBooking(host, { uid, startsAt: wednesdayAtTen });
    expect(answer.status).toBe("accepted");
    expect(await eventsOf(database.db)).toContain(`booking/rescheduled ${answer.uid}`);
  });
});

test("of many who book at once while the host confirms another's request for that time, one gets it", async () => {
  await set({ pendingHoldsTime: false });
  const quick = await seedEventType(database.db, mira, { slug: "quick" });
  const { uid } = await request();
  const racers = [
    () => confirmBooking(host, { uid }),
    ...Array.from(
      { length: 8 },
      () => () => createBooking(createTestContext(database), bookingInput(quick.id)),
    ),
  ];
  const results = await Promise.allSettled(racers.map((race) => race()));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected")
      expect(result.reason).toMatchObject({ details: { reason: "slot_taken" } });
  }
  expect(await countRows(database.db)).toMatchObject({ occupancies: 1 });
});
