import { createHmac } from "node:crypto";
import { asc } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { webhookDeliveries } from "@/db/schema/webhooks";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType } from "@/db/testing/seed-organizer";
import { createSecretBox } from "@/server/platform/secret-box";
import { startReceiver, status } from "@/server/providers/webhook/testing/start-receiver";
import { cancelBooking } from "../bookings/cancel-booking";
import { subscribedReceiver, webhookSecret } from "../testing/subscribed-receiver";
import { claimDelivery } from "./claim-delivery";
import { lookAfterDeliveries } from "./look-after-deliveries";
import { updateWebhook } from "./update-webhook";

const minute = 60_000;
const hour = 60 * minute;

let database: TestDatabase;
let around: Awaited<ReturnType<typeof subscribedReceiver>>;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());
beforeEach(async () => {
  around = await subscribedReceiver(database);
});
afterEach(() => around.receiver.close());

const requested = async () =>
  (await database.db.select().from(outbox).orderBy(asc(outbox.createdAt))).filter(
    ({ name }) => name === "webhook/delivery.requested",
  ).length;
const received = () => around.receiver.calls.map(({ body }) => JSON.parse(body).triggerEvent);

describe("what happens to a booking", () => {
  test("is told in the commit in which it happens, in the shape that receivers know, signed", async () => {
    const { receiver, book, deliver, log, mira } = around;
    const { uid } = await book();
    expect(await requested()).toBe(1);
    expect(await log()).toMatchObject([{ trigger: "BOOKING_CREATED", state: "waiting", bookingUid: uid }]);
    expect(await deliver()).toEqual({ kind: "delivered" });
    const [call] = receiver.calls;
    const [delivery] = await log();
    expect(JSON.parse(call?.body ?? "")).toMatchObject({
      triggerEvent: "BOOKING_CREATED",
      createdAt: "2026-11-02T08:00:00.000Z",
      payload: { uid, status: "ACCEPTED", organizer: { email: mira.email } },
    });
    expect(call?.headers["x-cal-signature-256"]).toBe(
      createHmac("sha256", webhookSecret)
        .update(call?.body ?? "")
        .digest("hex"),
    );
    expect(call?.headers["x-punctual-delivery"]).toBe(delivery?.id);
    expect(delivery).toMatchObject({
      state: "delivered",
      nextAttemptAt: null,
      attempts: [{ number: 1, httpStatus: 200, answer: "ok", meaning: "The receiver took it." }],
    });
  });

  test("is told to nobody who didn't ask for it, or asked about another event type", async () => {
    const { own, receiver, webhookId, subscribe, book, mira } = around;
    const other = await seedEventType(database.db, mira, { slug: "other" });
    await updateWebhook(own, { id: webhookId, triggers: ["BOOKING_REJECTED"] });
    await subscribe({ subscriberUrl: `${receiver.url}/other`, eventTypeId: other.id });
    await book();
    expect(await database.db.select().from(webhookDeliveries)).toEqual([]);
    expect(await requested()).toBe(0);
  });

  test("isn't told when it didn't happen", async () => {
    const { book, log } = around;
    await book();
    await expect(book()).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect(await log()).toHaveLength(1);
  });

  test("comes in the shape that the organizer wrote, where they wrote one", async () => {
    const { own, receiver, webhookId, book, deliver } = around;
    const payloadTemplate =
      '{"event": "{{triggerEvent}}", "who": "{{attendees.0.name}}", "none": "{{nope}}"}';
    await updateWebhook(own, { id: webhookId, payloadTemplate });
    await book({ attendee: { name: 'Ada "Count" Byron', email: "ada@example.org", timeZone: "UTC" } });
    await deliver();
    expect(JSON.parse(receiver.calls[0]?.body ?? "")).toEqual({
      event: "BOOKING_CREATED",
      who: 'Ada "Count" Byron',
      none: "",
    });
  });
});

describe("a receiver that fails", () => {
  test("is tried again until it takes it, by the same id", async () => {
    const { own, receiver, book, deliver, log } = around;
    await book();
    receiver.answerWith(status(500), status(404), status(200));
    expect(await deliver()).toMatchObject({ kind: "waiting", code: "http_500" });
    expect(await deliver()).toEqual({ kind: "nothing_due" });
    own.clock.advance(30_000);
    expect(await deliver()).toMatchObject({ kind: "waiting", code: "http_404" });
    own.clock.advance(2 * minute);
    expect(await deliver()).toEqual({ kind: "delivered" });
    const ids = receiver.calls.map(({ headers }) => headers["x-punctual-delivery"]);
    expect(new Set(ids).size).toBe(1);
    expect((await log())[0]?.attempts.map(({ httpStatus }) => httpStatus)).toEqual([500, 404, 200]);
  });

  test("keeps the order: what came later waits until the earlier is told", async () => {
    const { own, anonymous, receiver, book, deliver } = around;
    const { uid } = await book();
    await cancelBooking(anonymous, { uid });
    receiver.answerWith(status(503));
    await deliver();
    expect(await deliver()).toEqual({ kind: "nothing_due" });
    expect(received()).toEqual(["BOOKING_CREATED"]);
    own.clock.advance(30_000);
    await deliver();
    await deliver();
    expect(received()).toEqual(["BOOKING_CREATED", "BOOKING_CREATED", "BOOKING_CANCELLED"]);
  });

  test("isn't waited for by another webhook", async () => {
    const { receiver, subscribe, book, deliver } = around;
    const second = await subscribe({ subscriberUrl: `${receiver.url}/2` });
    await book();
    receiver.answerWith(status(503));
    await deliver();
    expect(await deliver(second)).toEqual({ kind: "delivered" });
  });

  test("has failed after a day of tries, and what waited behind goes next", async () => {
    const { own, anonymous, receiver, book, deliver, log } = around;
    const { uid } = await book();
    await cancelBooking(anonymous, { uid });
    receiver.answerWith(...Array.from({ length: 9 }, () => status(500)));
    const startMs = own.clock.now().getTime();
    for (let attempts = 0; attempts < 9; attempts += 1) {
      const report = await deliver();
      if (report.kind === "waiting") own.clock.set(report.at);
    }
    expect(await log()).toMatchObject([{ state: "failed" }, { state: "waiting" }]);
    const hours = (own.clock.now().getTime() - startMs) / hour;
    expect(hours).toBeGreaterThan(20);
    expect(hours).toBeLessThan(24);
    expect(await deliver()).toEqual({ kind: "delivered" });
    expect(received().at(-1)).toBe("BOOKING_CANCELLED");
  });

  test("that hangs is tried again, since it may not have taken it", async () => {
    const { receiver, book, deliver, log } = around;
    await book();
    receiver.answerWith(() => undefined);
    expect(await deliver()).toMatchObject({ kind: "waiting", code: "timeout" });
    expect((await log())[0]?.attempts).toMatchObject([{ meaning: "The receiver didn’t answer in time." }]);
  });

  test("that redirects to an address of this machine isn't followed", async () => {
    const { receiver, book, deliver } = around;
    await book();
    const inside = await startReceiver();
    receiver.answerWith(status(302, "", { location: inside.url }));
    expect(await deliver()).toMatchObject({ kind: "waiting", code: "redirect_refused" });
    expect(inside.calls).toEqual([]);
    await inside.close();
  });

  test("that wishes to be left alone for a while is", async () => {
    const { own, receiver, book, deliver } = around;
    await book();
    receiver.answerWith(status(429, "slow down", { "retry-after": "3600" }));
    expect(await deliver()).toMatchObject({ at: new Date(own.clock.now().getTime() + hour) });
  });
});

describe("an attempt that nobody answered for", () => {
  test("is the only one while its lease lasts, and is made again after", async () => {
    const { own, system, webhookId, book, deliver, log } = around;
    await book();
    await claimDelivery(system, webhookId);
    expect(await deliver()).toEqual({ kind: "nothing_due" });
    own.clock.advance(45_000);
    expect(await lookAfterDeliveries(system, 10)).toBe(1);
    expect(await deliver()).toEqual({ kind: "delivered" });
    expect((await log())[0]?.attempts.map(({ meaning }) => meaning)).toEqual([
      "Punctual was interrupted before the answer came.",
      "The receiver took it.",
    ]);
  });

  test("of several at once only one calls", async () => {
    const { receiver, book, deliver } = around;
    await book();
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(receiver.calls).toHaveLength(1);
  });
});

describe("looking after deliveries", () => {
  test("has each one looked at again whose event was lost, not before its grace", async () => {
    const { own, system, book } = around;
    await book();
    own.clock.advance(10 * minute - 1);
    expect(await lookAfterDeliveries(system, 10)).toBe(0);
    own.clock.advance(1);
    expect(await lookAfterDeliveries(system, 10)).toBe(1);
    expect(await lookAfterDeliveries(system, 10)).toBe(0);
    expect(await requested()).toBe(2);
  });

  test("has a failed one tried when its time has come, and leaves ended ones alone", async () => {
    const { own, system, receiver, book, deliver } = around;
    await book();
    receiver.answerWith(status(500));
    await deliver();
    own.clock.advance(30_000);
    expect(await lookAfterDeliveries(system, 10)).toBe(1);
    await deliver();
    own.clock.advance(24 * hour);
    expect(await lookAfterDeliveries(system, 10)).toBe(0);
  });
});

test("a secret that can't be read any more fails the delivery instead of leaving it unsigned", async () => {
  const { system, receiver, book, deliver } = around;
  await book();
  system.secrets = createSecretBox("an installation with another secret than before");
  expect(await deliver()).toMatchObject({ kind: "waiting", code: "secret_unreadable" });
  expect(receiver.calls).toEqual([]);
});
