import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { Sandbox } from "@/sandbox/sandbox";
import type { EmailProvider } from "@/server/providers/email/port";
import { createSmtpProvider } from "@/server/providers/email/smtp";
import { cancelBooking } from "../bookings/cancel-booking";
import { createBooking } from "../bookings/create-booking";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { planOf } from "../testing/plan-of";
import { type ScriptedProviders, scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { workflowInput } from "../testing/workflow-input";
import { createWorkflow } from "../workflows/create-workflow";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let anonymous: TestContext;
let providers: ScriptedProviders;
let introId: number;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, anonymous } = await contextsAround(database, mira));
  providers = scriptedProviders();
  own.providers = providers;
  introId = (await seedEventType(database.db, mira)).id;
});

const verified = async (
  kind: "phone" | "email",
  value: string,
  more: { isOwn?: boolean; verifiedAt?: null } = {},
) => {
  const now = own.clock.now();
  const [row] = await database.db
    .insert(verifiedRecipients)
    .values({ ownerId: mira.id, kind, value, createdAt: now, verifiedAt: now, ...more })
    .returning();
  return row?.id ?? 0;
};
type Steps = NonNullable<Parameters<typeof workflowInput>[0]>["steps"];
const workflow = (steps: Steps) =>
  createWorkflow(own, workflowInput({ name: "News", trigger: "new_booking", timings: [], steps }));
const book = async () => (await createBooking(anonymous, bookingInput(introId))).answer;
const ofNews = async (uid: string) =>
  (await planOf(database.db, uid)).filter((line) => line.startsWith("News"));

const contentSid = `HX${"a".repeat(32)}`;
const body = "{ATTENDEE_FIRST_NAME} {EVENT_TIME_HH:mm}";

describe("a step", () => {
  test("of each kind reaches whom it names by its channel, in that reader's zone", async () => {
    await verified("phone", "+4915112345678", { isOwn: true });
    const desk = await verified("phone", "+4915112345679");
    const office = await verified("email", "office@example.org");
    await workflow([
      { action: "sms_attendee", body },
      { action: "sms_host", body },
      { action: "sms_number", verifiedRecipientId: desk, body },
      { action: "email_address", verifiedRecipientId: office, subject: "News", body },
      { action: "whatsapp_attendee", contentSid, body },
      { action: "whatsapp_number", verifiedRecipientId: desk, contentSid, body },
    ]);
    const { uid } = await book();
    await sendDueMessages(own, uid);
    const sent = providers.handedOver.texts.map(({ to, body: text, whatsApp }) => [
      to,
      text,
      whatsApp?.variables,
    ]);
    expect(sent).toHaveLength(5);
    expect(sent).toEqual(
      expect.arrayContaining([
        ["+4930901820", "Ada 18:00", undefined],
        ["+4915112345678", "Ada 10:00", undefined],
        ["+4915112345679", "Ada 10:00", undefined],
        ["+4930901820", "Ada 18:00", { "1": "Ada", "2": "18:00" }],
        ["+4915112345679", "Ada 10:00", { "1": "Ada", "2": "10:00" }],
      ]),
    );
    const news = providers.handedOver.mails.filter(({ subject }) => subject === "News");
    expect(news).toMatchObject([{ to: "office@example.org", text: "Ada 10:00" }]);
  });

  test("to a number that is not verified is refused at its field", async () => {
    const pending = await verified("phone", "+4915112345679", { verifiedAt: null });
    const refused = workflow([{ action: "sms_number", verifiedRecipientId: pending, body }]);
    await expect(refused).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { field: "steps.0.verifiedRecipientId", reason: "recipient_not_verified" },
    });
  });

  test("takes no address where it needs a number, and none of another organizer's", async () => {
    const office = await verified("email", "office@example.org");
    const refused = workflow([{ action: "sms_number", verifiedRecipientId: office, body }]);
    await expect(refused).rejects.toMatchObject({ details: { reason: "recipient_not_found" } });
  });

  test("to a country that texts don't go to is refused for fixed numbers and skipped for attendees", async () => {
    const desk = await verified("phone", "+4915112345679");
    const reach = { ...own.installation, smsCountries: ["US"] };
    own.installation = reach;
    anonymous.installation = reach;
    const refused = workflow([{ action: "sms_number", verifiedRecipientId: desk, body }]);
    await expect(refused).rejects.toMatchObject({
      details: { field: "steps.0.verifiedRecipientId", reason: "country_not_allowed" },
    });
    await workflow([{ action: "sms_attendee", body }]);
    expect(await ofNews((await book()).uid)).toEqual(["News, attendee: skipped (country_not_allowed)"]);
  });

  test("whose recipient is gone when its time comes writes to nobody", async () => {
    const desk = await verified("phone", "+4915112345679");
    await workflow([{ action: "sms_number", verifiedRecipientId: desk, body }]);
    const { uid } = await book();
    await database.db.delete(verifiedRecipients);
    await sendDueMessages(own, uid);
    expect(await ofNews(uid)).toEqual(["News, fixed: skipped (not_verified)"]);
    expect(providers.handedOver.texts).toEqual([]);
  });

  test("by WhatsApp needs a sender", async () => {
    own.installation = { ...own.installation, sendsWhatsApp: false };
    const refused = workflow([{ action: "whatsapp_attendee", contentSid, body }]);
    await expect(refused).rejects.toMatchObject({ details: { field: "steps.0.action" } });
  });
});

describe("mails over the wire", () => {
  let sandbox: Sandbox;
  let email: EmailProvider;
  beforeEach(async () => {
    const accountSid = `AC${"0".repeat(32)}`;
    sandbox = await Sandbox.start({
      httpPort: 0,
      smtpPort: 0,
      accountSid,
      authToken: "x",
      storage: "memory",
    });
    const timeouts = { connectTimeoutMs: 5_000, timeoutMs: 5_000 };
    email = createSmtpProvider({ url: sandbox.smtpUrl, from: "Punctual <p@example.org>", ...timeouts });
    own.providers = { ...providers, email };
  });
  afterEach(async () => {
    email.close();
    await sandbox.stop();
  });

  const invitationsTo = async (address: string): Promise<{ subject: string; ics: string[] }[]> => {
    const response = await fetch(`${sandbox.url}/mail/messages?to=${address}`);
    const mails: { subject: string; attachments: { contentType: string; content: string }[] }[] =
      await response.json();
    return mails.map(({ subject, attachments }) => {
      const types = attachments.map(({ contentType }) => contentType);
      expect(types.some((type) => /^text\/calendar; method=/.test(type))).toBe(true);
      expect(types).toContain("application/ics");
      const ics = attachments[0]?.content.replace(/\r?\n /g, "").split(/\r?\n/) ?? [];
      return {
        subject,
        ics: ics.filter((line) => /^(METHOD|UID|SEQUENCE|STATUS|DTSTART|RECURRENCE-ID)/.test(line)),
      };
    });
  };

  test("enter the booking into calendars, move it and take it out: one uid, and a sequence that grows", async () => {
    const first = await book();
    await sendDueMessages(own, first.uid);
    const input = { uid: first.uid, startsAt: "2026-11-04T09:00:00.000Z" };
    const moved = (await rescheduleBooking(anonymous, input)).answer;
    await sendDueMessages(own, moved.uid);
    await cancelBooking(anonymous, { uid: moved.uid });
    await sendDueMessages(own, moved.uid);
    const uid = `UID:${first.calendarUid}`;
    const expected = [
      ["METHOD:REQUEST", uid, "SEQUENCE:0", "DTSTART:20261103T090000Z", "STATUS:CONFIRMED"],
      ["METHOD:REQUEST", uid, "SEQUENCE:1", "DTSTART:20261104T090000Z", "STATUS:CONFIRMED"],
      ["METHOD:CANCEL", uid, "SEQUENCE:2", "DTSTART:20261104T090000Z", "STATUS:CANCELLED"],
    ];
    for (const address of ["ada@example.org", mira.email]) {
      expect((await invitationsTo(address)).map(({ ics }) => ics)).toEqual(expected);
    }
  });

  test("of a workflow carry it where the step says so", async () => {
    const office = await verified("email", "office@example.org");
    const step = { action: "email_address" as const, verifiedRecipientId: office, subject: "News", body };
    await workflow([{ ...step, includeCalendarEvent: true }]);
    await sendDueMessages(own, (await book()).uid);
    expect(await invitationsTo("office@example.org")).toMatchObject([{ subject: "News" }]);
  });

  test("of a series carry all its dates", async () => {
    const recurrence = { frequency: "weekly", interval: 1, count: 3 } as const;
    const weekly = await seedEventType(database.db, mira, { slug: "weekly", recurrence });
    const { answer } = await createBooking(anonymous, bookingInput(weekly.id, { recurrenceCount: 3 }));
    await sendDueMessages(own, answer.uid);
    const [mail] = await invitationsTo("ada@example.org");
    expect(mail?.ics.filter((line) => line.startsWith("RECURRENCE-ID"))).toEqual([
      "RECURRENCE-ID:20261103T090000Z",
      "RECURRENCE-ID:20261110T090000Z",
      "RECURRENCE-ID:20261117T090000Z",
    ]);
  });

  test("of a request carry nothing for calendars", async () => {
    const asked = await seedEventType(database.db, mira, { slug: "asked", confirmation: "always" });
    const { answer } = await createBooking(anonymous, bookingInput(asked.id));
    await sendDueMessages(own, answer.uid);
    const mails = await (await fetch(`${sandbox.url}/mail/messages?to=ada@example.org`)).json();
    expect(mails).toMatchObject([{ attachments: [] }]);
  });
});
