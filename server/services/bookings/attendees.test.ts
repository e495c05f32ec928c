import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { admitNewAttendee } from "../request-limits/admit-new-attendee";
import { bookingInput, tuesdayAtTen } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { plainInstallation } from "../testing/plain-installation";
import { auditOf, eventsOf, planOf } from "../testing/plan-of";
import { scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { addAttendee, addAttendeeInputSchema } from "./add-attendee";
import { addGuests } from "./add-guests";
import { cancelBooking } from "./cancel-booking";
import { changeLocation } from "./change-location";
import { confirmBooking } from "./confirm-booking";
import { createBooking } from "./create-booking";
import { getBooking } from "./get-booking";
import { getBookingTimeline } from "./get-booking-timeline";
import { removeAttendee } from "./remove-attendee";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let introId: number;
let providers: ReturnType<typeof scriptedProviders>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  providers = scriptedProviders();
  own.providers = providers;
  introId = (await seedEventType(database.db, mira, { location: "Room 1" })).id;
});

const cy = { name: "Cy Twombly", email: "Cy@example.org", timeZone: "America/New_York", language: "en-GB" };
const book = async (more: Parameters<typeof bookingInput>[1] = {}, eventTypeId = introId) =>
  (await createBooking(anonymous, bookingInput(eventTypeId, more))).answer;
const add = async (uid: string, attendee: object = cy, ctx = own) =>
  (await addAttendee(ctx, addAttendeeInputSchema.parse({ uid, attendee }))).answer;
/** Sends what a booking owes now, and returns the mails that went to an address. */
const mailsTo = async (email: string, uid: string) => {
  await sendDueMessages(own, uid);
  return providers.handedOver.mails.filter(({ to }) => to === email);
};

describe("I add an attendee", () => {
  test("who is told in their own zone, with an invitation that names everyone", async () => {
    const { uid, calendarSequence } = await book({ guests: ["di@example.org"] });
    const added = await add(uid, { ...cy, phoneNumber: "+1 415 555 2671" });
    expect(added).toMatchObject({
      ...{ name: "Cy Twombly", email: "cy@example.org", phoneNumber: "+14155552671" },
      ...{ timeZone: "America/New_York", language: "en-GB", absent: false, bookingUid: uid, seatUid: null },
    });
    const view = await getBooking(anonymous, { uid });
    expect(view.attendees.map(({ name }) => name)).toEqual(["Ada Byron", "Cy Twombly"]);
    expect(view.calendarSequence).toBe(calendarSequence + 1);
    const [mail, ...more] = await mailsTo("cy@example.org", uid);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe("You are invited: Intro call on Tue, 3 Nov 2026, 04:00");
    expect(mail?.text).toContain("Hi Cy,\n\nMira Holt has added you to Intro call.");
    expect(mail?.ics?.method).toBe("REQUEST");
    for (const name of ["ada@example.org", "cy@example.org", "di@example.org"]) {
      expect(mail?.ics?.content.replaceAll(/\r\n /g, "")).toContain(`MAILTO:${name}`);
    }
    expect(await auditOf(database.db)).toContain("booking.attendee_added by organizer");
    expect(await eventsOf(database.db)).toContain(`booking/updated ${uid}`);
    const { timeline } = await getBookingTimeline(own, { uid });
    expect(timeline.map(({ title }) => title)).toContain("Attendee added");
  });

  test("who hears of what becomes of the meeting by one mail each, as whoever booked does", async () => {
    const { uid } = await book();
    await add(uid);
    await changeLocation(own, { uid, location: "Room 2" });
    const moved = await rescheduleBooking(own, { uid, startsAt: "2026-11-04T09:00:00Z" });
    const next = moved.answer.uid;
    expect(moved.answer.attendees.map(({ name }) => name)).toEqual(["Ada Byron", "Cy Twombly"]);
    await sendDueMessages(own, next);
    await cancelBooking(own, { uid: next, cancellationReason: "Ill" });
    const subjects = (await mailsTo("cy@example.org", next)).map(({ subject }) => subject);
    expect(subjects).toEqual([
      "Moved: Intro call is now on Wed, 4 Nov 2026, 04:00",
      "Cancelled: Intro call on Wed, 4 Nov 2026, 04:00",
    ]);
    const toAda = providers.handedOver.mails.filter(({ to }) => to === "ada@example.org");
    expect(toAda.map(({ subject }) => subject.split(":")[0])).toEqual(["Moved", "Cancelled"]);
  });

  test("who gets no texts and no mails of workflows, which are whoever booked's", async () => {
    await seedWorkflow(database.db, mira, { name: "Greet", activeOnAll: true });
    const { uid } = await book();
    await add(uid, { ...cy, phoneNumber: "+14155552671" });
    await mailsTo("cy@example.org", uid);
    expect(providers.handedOver.texts.map(({ to }) => to)).toEqual(["+4930901820"]);
  });

  test("to a request, so they are told once it is confirmed", async () => {
    const { id } = await seedEventType(database.db, mira, { slug: "asked", confirmation: "always" });
    const { uid } = await book({}, id);
    await add(uid);
    expect(await mailsTo("cy@example.org", uid)).toEqual([]);
    await confirmBooking(own, { uid });
    const mails = await mailsTo("cy@example.org", uid);
    expect(mails.map(({ subject }) => subject.split(":")[0])).toEqual(["Confirmed"]);
    expect(mails[0]?.text).toContain("Hi Cy,");
  });

  test("who was a guest, and is one no more", async () => {
    const { uid } = await book();
    await addGuests(own, { uid, guests: ["cy@example.org", "di@example.org"] });
    await add(uid);
    expect((await getBooking(anonymous, { uid })).guests).toEqual(["di@example.org"]);
  });

  test("to one date of a series, so their invitation and mails are about that date alone", async () => {
    const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;
    const { id } = await seedEventType(database.db, mira, { slug: "weekly", recurrence });
    const first = await book({}, id);
    const second = first.others?.[0]?.uid ?? "";
    await add(second);
    const [mail] = await mailsTo("cy@example.org", second);
    expect(mail?.ics?.content.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(mail?.text).not.toContain("All dates");
    await cancelBooking(own, { uid: first.series?.uid ?? "", cancellationReason: "Ill" });
    const [, off] = await mailsTo("cy@example.org", second);
    expect(off?.subject).toBe("Cancelled: Intro call on Tue, 10 Nov 2026, 04:00");
    expect(off?.ics?.content.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  });

  test("to a seat, so another seat of its session is booked for them", async () => {
    const { id } = await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 2 });
    const seat = await book({}, id);
    const added = await add(seat.uid);
    expect(added.bookingId).not.toBe(seat.id);
    const view = await getBooking(anonymous, { uid: added.bookingUid });
    expect(view).toMatchObject({ startsAt: tuesdayAtTen, seat: { uid: added.seatUid, number: 2 } });
    expect(await planOf(database.db, view.uid)).toContain("Booking confirmation, attendee: planned");
    await expect(add(seat.uid, { ...cy, email: "di@example.org" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
    });
  });

  test("once, however often the request is repeated with its key", async () => {
    const { uid } = await book();
    const input = { ...addAttendeeInputSchema.parse({ uid, attendee: cy }), idempotencyKey: "added" };
    const first = await addAttendee(own, input);
    const second = await addAttendee(own, input);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(second.answer).toEqual(first.answer);
  });

  test.each([
    ["whoever takes part already", { ...cy, email: "ada@example.org" }, "attendee.email", "attendee_exists"],
    ["a number that is none", { ...cy, phoneNumber: "12" }, "attendee.phoneNumber", "phone_no_country_code"],
  ])("but not %s", async (_whom, attendee, field, reason) => {
    const { uid } = await book();
    const before = await countRows(database.db);
    await expect(add(uid, attendee)).rejects.toMatchObject({ details: { field, reason } });
    expect(await countRows(database.db)).toEqual(before);
  });

  test("but not more than ten, and not to what is over", async () => {
    const { uid } = await book();
    for (let index = 0; index < 10; index += 1) await add(uid, { ...cy, email: `a${index}@example.org` });
    await expect(add(uid)).rejects.toMatchObject({ details: { reason: "too_many_attendees" } });
    await cancelBooking(own, { uid, cancellationReason: "Ill" });
    await expect(add(uid)).rejects.toMatchObject({ details: { reason: "already_cancelled" } });
  });
});

describe("I take one off who was added", () => {
  test("so they are told, and their calendar too", async () => {
    const { uid } = await book();
    const { id: attendeeId } = await add(uid);
    await mailsTo("cy@example.org", uid);
    expect(await removeAttendee(own, { uid, attendeeId })).toMatchObject({ name: "Cy Twombly" });
    const [, mail] = await mailsTo("cy@example.org", uid);
    expect(mail?.subject).toBe("You need not come: Intro call on Tue, 3 Nov 2026, 04:00");
    expect(mail?.text).toContain("Hi Cy,");
    expect(mail?.text).not.toContain("/booking/");
    expect(mail?.ics).toMatchObject({ method: "CANCEL" });
    expect(mail?.ics?.content).toContain("STATUS:CANCELLED");
    expect(mail?.ics?.content).not.toContain("ada@example.org");
    expect((await getBooking(anonymous, { uid })).attendees).toHaveLength(1);
    expect(await auditOf(database.db)).toContain("booking.attendee_removed by organizer");
    await cancelBooking(own, { uid, cancellationReason: "Ill" });
    expect(await mailsTo("cy@example.org", uid)).toHaveLength(2);
  });

  test("before they heard of it, so they never do", async () => {
    const { uid } = await book();
    const { id: attendeeId } = await add(uid);
    await removeAttendee(own, { uid, attendeeId });
    expect(await mailsTo("cy@example.org", uid)).toEqual([]);
    expect(await planOf(database.db, uid)).toContain(
      "Invitation, attendee: cancelled (cancelled_by_organizer)",
    );
    const again = await add(uid);
    expect(again.id).not.toBe(attendeeId);
    expect(await mailsTo("cy@example.org", uid)).toHaveLength(1);
  });

  test("but never whoever booked, nor one who isn't there", async () => {
    const { uid, attendees } = await book();
    const before = await countRows(database.db);
    const remove = (attendeeId: number) => removeAttendee(own, { uid, attendeeId });
    await expect(remove(attendees[0]?.id ?? 0)).rejects.toMatchObject({
      details: { field: "attendeeId", reason: "attendee_has_booked" },
    });
    await expect(remove(999_999)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await countRows(database.db)).toEqual(before);
  });
});

test("nobody else adds or takes off anyone, and nothing is written", async () => {
  const { uid } = await book();
  const { id: attendeeId } = await add(uid);
  const before = await countRows(database.db);
  for (const [ctx, code] of [
    [stranger, "NOT_FOUND"],
    [anonymous, "UNAUTHORIZED"],
  ] as const) {
    await expect(add(uid, { ...cy, email: "eve@example.org" }, ctx)).rejects.toMatchObject({ code });
    await expect(removeAttendee(ctx, { uid, attendeeId })).rejects.toMatchObject({ code });
  }
  expect(await countRows(database.db)).toEqual(before);
});

test("a caller adds five in a minute, and then is told when to go on", async () => {
  const requestLimits = { perKey: 100, perAddress: 100, ofPages: 100, anonymousBookings: 100 };
  const ctx = createTestContext(database, {
    actor: { kind: "api_key", keyId: 1, userId: mira.id, scope: "book" },
    installation: { ...plainInstallation, requestLimits },
  });
  for (let added = 0; added < 5; added += 1) await admitNewAttendee(ctx);
  await expect(admitNewAttendee(ctx)).rejects.toMatchObject({
    code: "TOO_MANY_REQUESTS",
    details: { reason: "rate_limited", retryAfterSeconds: 60 },
  });
});
