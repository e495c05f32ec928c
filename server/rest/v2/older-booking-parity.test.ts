import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { auditEntries, outbox } from "@/db/schema/outbox";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { seedEventType, seedWorkflow } from "@/db/testing/seed-organizer";
import { testNow } from "@/server/services/testing/create-test-context";
import { ada, type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;
let weeklyTypeId: number;

const older = { "cal-api-version": "2024-06-14" };

beforeAll(async () => {
  door = await createBookableDoor();
  const { db } = door.database;
  const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;
  const weekly = await seedEventType(db, door.organizer, { slug: "weekly", recurrence });
  weeklyTypeId = weekly.id;
  const activeOn = [{ id: door.eventTypeId }, weekly];
  const triggers = ["rescheduled", "cancelled", "no_show_attendee"] as const;
  for (const trigger of triggers)
    await seedWorkflow(db, door.organizer, { activeOn, name: trigger, trigger });
  const reminder = { name: "Reminder", trigger: "before_meeting", offsetMinutes: 90 } as const;
  await seedWorkflow(db, door.organizer, { activeOn, ...reminder });
  const hook = {
    subscriberUrl: "https://93.184.216.34/hook",
    triggers: ["BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED", "BOOKING_NO_SHOW_UPDATED"],
    active: true,
  };
  await door.post("/v2/webhooks", hook, door.asHost);
});
afterAll(() => door.close());
beforeEach(() => door.clock.set(testNow));

const attendee = { ...ada, email: "ada@example.org", timeZone: "Asia/Tokyo" };
const answers = { notes: "Bring the plans", phone: ada.phoneNumber };
const responses = { name: ada.name, email: attendee.email, ...answers };
const olderBody = (start: string, more: object = {}) => ({
  start,
  end: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
  eventTypeId: door.eventTypeId,
  timeZone: attendee.timeZone,
  language: "en",
  metadata: { source: "crm" },
  responses,
  ...more,
});
const newestBody = (start: string, more: object = {}) => ({
  start,
  eventTypeId: door.eventTypeId,
  attendee: { name: ada.name, email: attendee.email, timeZone: attendee.timeZone },
  bookingFieldsResponses: answers,
  metadata: { source: "crm" },
  ...more,
});

/** What a booking is and all that it set in motion, with times by their distance from its start. */
async function effectsOf(uid: string) {
  const { db } = door.database;
  const [booking] = await db.select().from(bookings).where(eq(bookings.uid, uid));
  if (!booking) throw new Error("There is no such booking.");
  const { startsAt, endsAt, status, notes, location, metadata, responses, guests } = booking;
  const known = new Map([
    [testNow.getTime(), "when booked"],
    [door.clock.now().getTime(), "now"],
  ]);
  const whenOf = (at: Date) => known.get(at.getTime()) ?? at.getTime() - startsAt.getTime();
  const ofBooking = await db.select().from(messages).where(eq(messages.bookingId, booking.id));
  const owed = ofBooking.map(
    ({ source, channel, recipientRole, recipient, state, reason, dueAt, ...rest }) => {
      const { bodyTemplate, subjectTemplate, includeCalendarEvent, workflowName } = rest;
      const texts = { bodyTemplate, subjectTemplate, includeCalendarEvent, workflowName };
      return { source, channel, recipientRole, recipient, state, reason, due: whenOf(dueAt), ...texts };
    },
  );
  const audit = await db
    .select({ action: auditEntries.action, door: auditEntries.door, by: auditEntries.actorKind })
    .from(auditEntries)
    .where(eq(auditEntries.bookingId, booking.id))
    .orderBy(asc(auditEntries.id));
  const told = await db
    .select({ trigger: webhookDeliveries.trigger })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.bookingId, booking.id))
    .orderBy(asc(webhookDeliveries.position));
  const events = await db.select().from(outbox);
  const minutes = (endsAt.getTime() - startsAt.getTime()) / 60_000;
  return {
    booking: { status, minutes, notes, location, metadata, responses, guests },
    messages: owed.toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    audit,
    told,
    events: events
      .filter(({ data }) => data.bookingId === booking.id)
      .map(({ name }) => name)
      .sort(),
  };
}

async function bookBoth() {
  const old = await door.post("/v2/bookings", olderBody(door.freeStart()), older);
  const newest = await door.post("/v2/bookings", newestBody(door.freeStart()));
  expect([old.status, newest.status]).toEqual([201, 201]);
  return { old: old.body.data, newest: newest.body.data };
}

test("a booking in the older shape is the same, and owes the same, as one in the newest", async () => {
  const { old, newest } = await bookBoth();
  const effects = await effectsOf(old.uid);
  expect(effects.messages.map(({ channel }) => channel).sort()).toEqual(["email", "email", "sms", "sms"]);
  expect(effects.told).toEqual([{ trigger: "BOOKING_CREATED" }]);
  expect(effects).toEqual(await effectsOf(newest.uid));
});

test("a move in the older shape has the effects of one in the newest, on both bookings", async () => {
  const { old, newest } = await bookBoth();
  const why = { ...responses, rescheduleReason: "The train is late" };
  const more = { rescheduleUid: old.uid, rescheduledBy: "ada@example.org", responses: why };
  const movedOld = await door.post("/v2/bookings", olderBody(door.freeStart(), more), older);
  expect(movedOld.body.data).toMatchObject({ fromReschedule: old.uid, status: "ACCEPTED" });
  const moved = await door.post(`/v2/bookings/${newest.uid}/reschedule`, {
    start: door.freeStart(),
    reschedulingReason: "The train is late",
    rescheduledBy: "ada@example.org",
  });
  expect(await effectsOf(old.uid)).toEqual(await effectsOf(newest.uid));
  const effects = await effectsOf(movedOld.body.data.uid);
  expect(effects.messages.some(({ workflowName }) => workflowName === "rescheduled")).toBe(true);
  expect(effects).toEqual(await effectsOf(moved.body.data.uid));
});

test("a cancellation in the older shape has the effects of one in the newest", async () => {
  const { old, newest } = await bookBoth();
  const body = { cancellationReason: "Ill" };
  expect((await door.post(`/v2/bookings/${old.uid}/cancel`, body, older)).status).toBe(201);
  expect((await door.post(`/v2/bookings/${newest.uid}/cancel`, body)).status).toBe(200);
  const effects = await effectsOf(old.uid);
  expect(effects.messages.some(({ workflowName }) => workflowName === "cancelled")).toBe(true);
  expect(effects).toEqual(await effectsOf(newest.uid));
});

test("a mark in the older shape has the effects of one in the newest", async () => {
  const { old, newest } = await bookBoth();
  door.clock.set(new Date(Date.parse(newest.start) + 60_000));
  const marks = { attendees: [{ email: "ada@example.org", noShow: true }] };
  const marked = await door.post(`/v2/bookings/${old.uid}/mark-no-show`, marks, { ...older, ...door.asHost });
  expect([marked.status, marked.body.data]).toMatchObject([201, marks]);
  const absent = { attendees: [{ email: "ada@example.org", absent: true }] };
  await door.post(`/v2/bookings/${newest.uid}/mark-absent`, absent, door.asHost);
  const effects = await effectsOf(old.uid);
  expect(effects.messages.some(({ workflowName }) => workflowName === "no_show_attendee")).toBe(true);
  expect(effects).toEqual(await effectsOf(newest.uid));
});

test("a series in the older shape is the same, date by date, as one in the newest", async () => {
  const datesFrom = () => [door.freeStart(), door.freeStart()] as const;
  const eventTypeId = weeklyTypeId;
  const dates = datesFrom().map((start) => olderBody(start, { eventTypeId }));
  const old = await door.post("/v2/bookings/recurring", dates, older);
  expect(old.status).toBe(201);
  const [start] = datesFrom();
  const newest = await door.post("/v2/bookings", newestBody(start, { eventTypeId, recurrenceCount: 2 }));
  expect(old.body.data).toHaveLength(2);
  for (const [index, { uid }] of newest.body.data.entries()) {
    expect(await effectsOf(old.body.data[index].uid)).toEqual(await effectsOf(uid));
  }
});
