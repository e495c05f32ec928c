import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bookings as bookingRows } from "@/db/schema/bookings";
import { inboundTexts } from "@/db/schema/inbound-texts";
import { messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import { auditEntries } from "@/db/schema/outbox";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { getBookingTimeline } from "@/server/services/bookings/get-booking-timeline";
import { armBookingMessages } from "@/server/services/messages/arm-messages";
import { forwardedPerHour, receiveText } from "@/server/services/messages/receive-text";
import { sendMessage } from "@/server/services/messages/send-message";
import { planOf } from "@/server/services/testing/plan-of";

let world: World;
let bookings: Bookings;

beforeAll(async () => {
  world = await createWorld();
  bookings = bookInWorld(world);
});
afterAll(() => world.close());

const sender = "+15005550006";

async function read<Row>(path: string): Promise<Row[]> {
  return (await (await fetch(`${world.sandbox.url}${path}`)).json()) as Row[];
}
const textsTo = async (phone: string) =>
  (await read<{ body: string }>(`/sms/messages?to=${encodeURIComponent(phone)}`)).map(({ body }) => body);
const requestsTo = async (phone: string) =>
  (await read<unknown>(`/sms/requests?to=${encodeURIComponent(phone)}`)).length;

async function deliver(from: string, body: string): Promise<number> {
  const response = await fetch(`${world.sandbox.url}/sms/inbound`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ from, to: sender, body }),
  });
  const { webhook } = (await response.json()) as { webhook: { httpStatus: number } };
  return webhook.httpStatus;
}
/** Texts us from a phone; returns what the phone gets back. */
async function text(from: string, body: string): Promise<string[]> {
  await world.settle();
  const before = await textsTo(from);
  expect(await deliver(from, body)).toBe(204);
  await world.settle();
  return (await textsTo(from)).slice(before.length);
}

async function bookingOf(uid: string) {
  const [row] = await world.database.db.select().from(bookingRows).where(eq(bookingRows.uid, uid));
  if (!row) throw new Error(`There is no booking ${uid}.`);
  return row;
}
const auditOf = async (uid: string) => {
  const { id } = await bookingOf(uid);
  const rows = await world.database.db.select().from(auditEntries).where(eq(auditEntries.bookingId, id));
  return rows.map(({ action, actorKind, door }) => `${action} by ${actorKind}, ${door}`);
};
const plan = (uid: string) => planOf(world.database.db, uid);

describe("a phone that wants no more texts", () => {
  test("gets none that has not gone out, nor for later bookings; START plans anew what is to come", async () => {
    const { booking, phone } = await bookings.book();
    await world.settle();
    expect(await text(phone, " Stop.\u00a0")).toEqual([]);
    expect(await plan(booking.uid)).toContain("Text a reminder, attendee: skipped (opted_out)");
    const later = await bookings.book(phone);
    await world.settle();
    expect(await plan(later.booking.uid)).toContain("Text a confirmation, attendee: skipped (opted_out)");
    expect(await plan(later.booking.uid)).toContain("Text a reminder, attendee: skipped (opted_out)");
    expect(await requestsTo(phone)).toBe(1);

    expect(await text(phone, "START")).toEqual([]);
    for (const { uid } of [booking, later.booking]) {
      expect(await plan(uid)).toContain("Text a reminder, attendee: planned");
    }
    const again = await bookings.book(phone);
    await world.settle();
    expect(await plan(again.booking.uid)).toContain("Text a confirmation, attendee: delivered");
    const rows = await world.database.db.select().from(optOuts).where(eq(optOuts.phoneNumber, phone));
    expect(rows).toMatchObject([{ source: "reply", liftedBy: "reply", consent: null }]);
  });

  test("is known by the provider's refusal as well", async () => {
    const { phone } = await bookings.book();
    await world.settle();
    const fault = { count: 1, httpStatus: 400, code: 21610, to: phone };
    await fetch(`${world.sandbox.url}/sms/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(fault),
    });
    const { booking } = await bookings.book(phone);
    await world.settle();
    expect(await plan(booking.uid)).toContain("Text a confirmation, attendee: failed");
    expect(await plan(booking.uid)).toContain("Text a reminder, attendee: skipped (opted_out)");
    const rows = await world.database.db.select().from(optOuts).where(eq(optOuts.phoneNumber, phone));
    expect(rows).toMatchObject([{ source: "provider", liftedAt: null }]);
  });

  test("is sent nothing once its word has committed, however a send races it", async () => {
    const seen = { stopped: 0, sentBefore: 0 };
    for (let round = 0; round < 40; round += 1) {
      const { booking, phone } = await bookings.book();
      const ctx = world.contextAs({ kind: "system" });
      await armBookingMessages(ctx, booking.id);
      const messageId = booking.workflows[0]?.id ?? "";
      const stopping = queries(round % 4).then(() =>
        receiveText(ctx, {
          providerMessageId: `SM${round.toString(16).padStart(32, "0")}`,
          from: phone,
          to: sender,
          body: "STOP",
          provider: "twilio",
        }),
      );
      const sending = queries((round * 3) % 31).then(() => sendMessage(ctx, { messageId, generation: 1 }));
      await stopping;
      const onTheWire = await requestsTo(phone);
      const [message] = await world.database.db.select().from(messages).where(eq(messages.id, messageId));
      await sending;
      if (message?.state === "skipped") {
        expect(message.reason).toBe("opted_out");
        expect([onTheWire, await requestsTo(phone)]).toEqual([0, 0]);
        seen.stopped += 1;
      } else {
        expect(["sending", "accepted", "delivered"]).toContain(message?.state);
        seen.sentBefore += 1;
      }
    }
    process.stdout.write(`opt-outs against sends: ${JSON.stringify(seen)}\n`);
    expect(seen.stopped).toBeGreaterThan(0);
    expect(seen.sentBefore).toBeGreaterThan(0);
  });
});

/** Lets other work go first, for as long as a number of round trips to the database take. */
async function queries(count: number): Promise<void> {
  for (let query = 0; query < count; query += 1) await world.database.sql`select 1`;
}

describe("a reply about one booking", () => {
  test("C confirms attendance, once", async () => {
    const { booking, phone } = await bookings.book();
    const [answer] = await text(phone, "c");
    expect(answer).toContain("You are coming to");
    expect((await bookingOf(booking.uid)).attendanceConfirmedAt).toEqual(world.clock.now());
    expect(await text(phone, "C!")).toHaveLength(1);
    const confirmed = (await auditOf(booking.uid)).filter((line) => line.includes("attendance"));
    expect(confirmed).toEqual(["booking.attendance_confirmed by phone_holder, text"]);
  });

  test("X names the booking, and a 1 cancels it as any door does", async () => {
    const { booking, phone } = await bookings.book();
    const [question] = await text(phone, "X");
    expect(question).toMatch(/cancel this\?\n1: .*30 minute/s);
    expect((await bookingOf(booking.uid)).status).toBe("accepted");
    expect((await text(phone, "1")).at(-1)).toContain("is cancelled");
    expect((await bookingOf(booking.uid)).status).toBe("cancelled");
    expect(await auditOf(booking.uid)).toContain("booking.cancelled by phone_holder, text");
    expect(await plan(booking.uid)).toContain("Text a reminder, attendee: cancelled (booking_cancelled)");
    expect(await plan(booking.uid)).toContain("Booking cancelled, host: accepted");
  });

  test("R is answered with the link to another time", async () => {
    const { booking, phone } = await bookings.book();
    expect((await text(phone, "r"))[0]).toContain(`/booking/${booking.uid}/reschedule`);
  });

  test("HELP says who texts and how to stop it", async () => {
    const { phone } = await bookings.book();
    const [answer] = await text(phone, "help");
    expect(answer).toContain("Maya Lindqvist");
    expect(answer).toContain("STOP");
  });

  test("anything else goes to the host by mail and stands on the timeline", async () => {
    const { booking, phone } = await bookings.book();
    expect(await text(phone, "I'm {EVENT_NAME} late")).toEqual([]);
    const mails = await read<{ subject: string; text: string }>("/mail/messages?to=maya%40example.com");
    const mail = mails.find(({ subject }) => subject.startsWith("Ada Lovelace texted you"));
    expect(mail?.text).toContain("I'm (EVENT_NAME) late");
    const host = world.contextAs({ kind: "organizer", userId: world.organizer.userId }, "organizer");
    const { timeline } = await getBookingTimeline(host, { uid: booking.uid });
    expect(timeline.map(({ title }) => title)).toContain("They texted: “I'm {EVENT_NAME} late”");
  });
});

describe("a reply about one of several bookings", () => {
  test("is asked which, in the reader's time, and the number is the answer", async () => {
    const first = await bookings.book();
    const second = await bookings.book(first.phone);
    const [question] = await text(first.phone, "C");
    expect(question).toMatch(/^Which one are you coming to\?\n1: .*\n2: .*\nReply with its number\.$/);
    expect((await text(first.phone, "2."))[0]).toContain("You are coming to");
    expect((await bookingOf(first.booking.uid)).attendanceConfirmedAt).toBeNull();
    expect((await bookingOf(second.booking.uid)).attendanceConfirmedAt).not.toBeNull();
  });

  test("is asked again after a number that isn't there, and not understood when the question has lapsed", async () => {
    const first = await bookings.book();
    await bookings.book(first.phone);
    await text(first.phone, "x");
    expect((await text(first.phone, "7"))[0]).toContain("Which one do you want to cancel?");
    await world.advanceTo(new Date(world.clock.now().getTime() + 2 * 3_600_000));
    expect(await text(first.phone, "1")).toEqual([]);
    expect((await bookingOf(first.booking.uid)).status).toBe("accepted");
  });
});

describe("a text that comes", () => {
  test("twice is heeded once", async () => {
    const { booking, phone } = await bookings.book();
    await world.settle();
    const hello = { providerMessageId: `SM${"f".repeat(32)}`, from: phone, to: sender, body: "Hello" };
    const inbound = { ...hello, provider: "twilio" as const };
    const ctx = world.contextAs({ kind: "system" });
    const answers = await Promise.all([receiveText(ctx, inbound), receiveText(ctx, inbound)]);
    expect(answers.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect((await plan(booking.uid)).filter((line) => line.startsWith("Forwarded"))).toHaveLength(1);
  });

  test("too often within an hour is kept, and forwarded again later", async () => {
    const { booking, phone } = await bookings.book();
    const forwarded = async () =>
      (await plan(booking.uid)).filter((line) => line.startsWith("Forwarded")).length;
    for (let number = 1; number <= forwardedPerHour + 2; number += 1) await text(phone, `Hello ${number}`);
    expect(await forwarded()).toBe(forwardedPerHour);
    const { timeline } = await getBookingTimeline(
      world.contextAs({ kind: "organizer", userId: world.organizer.userId }, "organizer"),
      { uid: booking.uid },
    );
    const kept = timeline.filter(({ meaning }) => meaning.startsWith("Kept here only"));
    expect(kept.map(({ title }) => title).sort()).toEqual([
      `They texted: “Hello ${forwardedPerHour + 1}”`,
      `They texted: “Hello ${forwardedPerHour + 2}”`,
    ]);
    await world.advanceTo(new Date(world.clock.now().getTime() + 3_600_000));
    await text(phone, "Still there?");
    expect(await forwarded()).toBe(forwardedPerHour + 1);
  });

  test("from a number that nobody knows is kept and answered by nothing", async () => {
    const stranger = "+14155559999";
    for (const body of ["C", "X", "R", "HELP", "STOP", "START", "1", "Who are you?"]) {
      expect(await text(stranger, body)).toEqual([]);
    }
    const rows = await world.database.db
      .select()
      .from(inboundTexts)
      .where(eq(inboundTexts.fromNumber, stranger));
    expect(rows).toHaveLength(8);
    expect(rows.every(({ ownerId, bookingId }) => ownerId === null && bookingId === null)).toBe(true);
    expect(await world.database.db.select().from(optOuts).where(eq(optOuts.phoneNumber, stranger))).toEqual(
      [],
    );
  });
});
