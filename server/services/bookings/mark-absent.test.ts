import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { bookings } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import type { WorkflowTrigger } from "@/server/domain/workflows/workflow";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf, planOf } from "../testing/plan-of";
import { scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { createBooking } from "./create-booking";
import { type MarkAbsentInput, markAbsent, markAbsentInputSchema } from "./mark-absent";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let introId: number;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  introId = (await seedEventType(database.db, mira, { slug: "intro" })).id;
  await on("no_show_attendee", "Missed you");
  await on("no_show_host", "Sorry");
});

const text = { action: "sms_attendee" as const, body: "{ATTENDEE_FIRST_NAME}: {EVENT_NAME}" };
const mail = { action: "email_host" as const, subject: "Absence", body: "{ATTENDEE_NAME}" };
const on = (trigger: WorkflowTrigger, name: string) =>
  seedWorkflow(database.db, mira, { name, trigger, activeOnAll: true, steps: [text, mail] });
const ada = { email: "ada@example.org", absent: true };
const book = async (more: Parameters<typeof bookingInput>[1] = {}, eventTypeId = introId) =>
  (await createBooking(anonymous, bookingInput(eventTypeId, more))).answer;
const begin = () => {
  for (const ctx of [own, stranger, anonymous]) ctx.clock.set(new Date("2026-11-03T09:10:00Z"));
};
const mark = async (input: Partial<MarkAbsentInput> & { uid: string }, ctx = own) =>
  (await markAbsent(ctx, input as MarkAbsentInput)).answer;
const ofAbsences = async (uid: string) =>
  (await planOf(database.db, uid)).filter((line) => /^(Missed you|Sorry)/.test(line));

describe("an attendee who didn't come", () => {
  test("is on the booking, its audit and its events, and is owed what workflows say, at once", async () => {
    const { uid } = await book();
    begin();
    const marked = await mark({ uid, attendees: [ada] });
    expect(marked).toMatchObject({ hostAbsent: false, attendees: [{ absent: true }], status: "accepted" });
    expect(await ofAbsences(uid)).toEqual(["Missed you, attendee: planned", "Missed you, host: planned"]);
    expect((await auditOf(database.db)).at(-1)).toBe("booking.attendee_absent by organizer");
    const rows = await database.db.select().from(outbox).where(eq(outbox.name, "booking/no-show.updated"));
    expect(rows).toHaveLength(1);
  });

  test("who came after all is owed nothing of it any more", async () => {
    const { uid } = await book();
    begin();
    await mark({ uid, attendees: [ada] });
    const unmarked = await mark({ uid, attendees: [{ ...ada, absent: false }] });
    expect(unmarked.attendees).toMatchObject([{ absent: false }]);
    expect(await ofAbsences(uid)).toEqual([
      "Missed you, attendee: cancelled (no_show_withdrawn)",
      "Missed you, host: cancelled (no_show_withdrawn)",
    ]);
  });

  test("marked again is told again only of what never went out", async () => {
    const { uid } = await book();
    begin();
    const providers = scriptedProviders();
    const sending = { ...own, providers };
    await mark({ uid, attendees: [ada] });
    await sendDueMessages(sending, uid);
    await mark({ uid, attendees: [{ ...ada, absent: false }] });
    await mark({ uid, attendees: [ada] });
    await sendDueMessages(sending, uid);
    expect(providers.handedOver.texts.filter(({ body }) => body === "Ada: Intro call")).toHaveLength(1);
    expect(providers.handedOver.mails.filter(({ subject }) => subject === "Absence")).toHaveLength(1);
  });

  test("marked twice over is marked once", async () => {
    const { uid } = await book();
    begin();
    await mark({ uid, attendees: [ada] });
    await mark({ uid, attendees: [ada] });
    expect(await ofAbsences(uid)).toHaveLength(2);
    const rows = await database.db.select().from(outbox).where(eq(outbox.name, "booking/no-show.updated"));
    expect(rows).toHaveLength(1);
  });

  test("of whom no workflow was told twice by two who mark at once", async () => {
    const { uid } = await book();
    begin();
    await Promise.all([1, 2, 3].map(() => mark({ uid, attendees: [ada] })));
    expect(await ofAbsences(uid)).toHaveLength(2);
  });

  test("can be named by number, where there is no address", async () => {
    const attendee = { name: "Bo", phoneNumber: "+4930901821", timeZone: "UTC" };
    const { uid } = await book({ attendee });
    begin();
    const marked = await mark({ uid, attendees: [{ phoneNumber: "+4930901821", absent: true }] });
    expect(marked.attendees).toMatchObject([{ absent: true }]);
  });
});

describe("a host who didn't come", () => {
  test("owes the other workflow, and both can be missing", async () => {
    const { uid } = await book();
    begin();
    expect(await mark({ uid, host: true, attendees: [ada] })).toMatchObject({ hostAbsent: true });
    expect(await ofAbsences(uid)).toHaveLength(4);
    await mark({ uid, host: false });
    expect((await ofAbsences(uid)).filter((line) => line.includes("planned"))).toEqual([
      "Missed you, attendee: planned",
      "Missed you, host: planned",
    ]);
  });

  test("is missing for every seat of a session: each attendee is told, and the host once", async () => {
    const classId = (await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 3 })).id;
    const seat = (name: string) =>
      book(
        { attendee: { name, email: `${name}@example.org`, phoneNumber: "+4930901822", timeZone: "UTC" } },
        classId,
      );
    const [first, second] = [await seat("bo"), await seat("cy")];
    begin();
    await mark({ uid: second.uid, host: true });
    const rows = await database.db.select().from(bookings);
    expect(rows.map(({ hostAbsent }) => hostAbsent)).toEqual([true, true]);
    expect([await ofAbsences(first.uid), await ofAbsences(second.uid)]).toEqual([
      ["Sorry, attendee: planned", "Sorry, host: planned"],
      ["Sorry, attendee: planned"],
    ]);
  });
});

test("an absence from one seat or one date is of no other", async () => {
  const classId = (await seedEventType(database.db, mira, { slug: "class", seatsPerSlot: 3 })).id;
  const seat = (name: string) =>
    book({ attendee: { name, email: `${name}@example.org`, timeZone: "UTC" } }, classId);
  const [first, second] = [await seat("bo"), await seat("cy")];
  const weekly = { frequency: "weekly", interval: 1, count: 2 } as const;
  const seriesId = (await seedEventType(database.db, mira, { slug: "weekly", recurrence: weekly })).id;
  const series = await book({ startsAt: "2026-11-03T10:00:00.000Z", recurrenceCount: 2 }, seriesId);
  for (const ctx of [own]) ctx.clock.set(new Date("2026-11-03T10:10:00Z"));
  await mark({ uid: first.uid, attendees: [{ email: "bo@example.org", absent: true }] });
  await mark({ uid: series.uid, attendees: [ada] });
  expect(await ofAbsences(second.uid)).toEqual([]);
  expect(await ofAbsences(series.others?.[0]?.uid ?? "")).toEqual([]);
  expect(await ofAbsences(series.uid)).toHaveLength(2);
});

describe("refused, with nothing written", () => {
  const written = async () => (await database.db.select().from(messages)).length;

  test("before the start", async () => {
    const { uid } = await book();
    const before = await written();
    await expect(mark({ uid, host: true })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { reason: "not_started" },
      message: expect.stringContaining("can only be marked as absent after their scheduled start time"),
    });
    expect(await written()).toBe(before);
  });

  test("to a stranger and to whoever only has the link", async () => {
    const { uid } = await book();
    begin();
    await expect(mark({ uid, host: true }, stranger)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(mark({ uid, host: true }, anonymous)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });

  test("for somebody who isn't invited, beside whom nobody is marked", async () => {
    const { uid } = await book();
    begin();
    const attendees = [ada, { email: "bo@example.org", absent: true }];
    await expect(mark({ uid, attendees })).rejects.toMatchObject({ details: { field: "attendees.1.email" } });
    expect(await ofAbsences(uid)).toEqual([]);
  });

  test("for a cancelled booking", async () => {
    const { uid } = await book();
    begin();
    await database.db.update(bookings).set({ status: "cancelled" });
    await expect(mark({ uid, host: true })).rejects.toMatchObject({ details: { reason: "is_cancelled" } });
  });

  test("without anybody named", () => {
    const parsed = markAbsentInputSchema.safeParse({ uid: "abcdefghijklmnopqrstuv" });
    expect(parsed.error?.issues.map(({ path }) => path.join("."))).toEqual(["attendees"]);
  });
});
