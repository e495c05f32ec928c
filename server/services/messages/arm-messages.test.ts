import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventTypes } from "@/db/schema/event-types";
import { outbox } from "@/db/schema/outbox";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { type MessageState, messageStates } from "@/server/domain/workflows/message-state";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { armBookingMessages } from "./arm-messages";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const hour = 3600;
const arm = () => armBookingMessages(ledger.ctx, ledger.booking.id);

describe("arming what a booking owes", () => {
  test("sends what is due now on its way at once", async () => {
    const { id, dueAt } = await ledger.add();
    expect(await arm()).toBe(1);
    expect(await ledger.message(id)).toMatchObject({
      state: "armed",
      generation: 1,
      nextAttemptAt: null,
      nextLookAt: ledger.secondsFromNow(600),
    });
    expect(await ledger.events()).toEqual([
      {
        name: "message/due",
        data: {
          messageId: id,
          generation: 1,
          dueAt: dueAt.toISOString(),
          channel: "sms",
          sender: "twilio:texts",
          requestId: "test-request",
        },
      },
    ]);
  });

  test("has the engine sleep until what is due within twelve hours, and looks again ten minutes after that", async () => {
    const dueAt = ledger.secondsFromNow(12 * hour);
    const { id } = await ledger.add({ dueAt });
    expect(await arm()).toBe(1);
    expect((await ledger.message(id)).nextLookAt).toEqual(ledger.secondsFromNow(12 * hour + 600));
    expect(await ledger.events()).toMatchObject([
      { name: "message/armed", data: { messageId: id, generation: 1, dueAt: dueAt.toISOString() } },
    ]);
  });

  test("leaves what is due later to a later look", async () => {
    const { id } = await ledger.add({ dueAt: ledger.secondsFromNow(12 * hour + 0.001) });
    expect(await arm()).toBe(0);
    expect(await ledger.message(id)).toMatchObject({ state: "planned", generation: 0 });
    expect(await ledger.events()).toEqual([]);
  });

  test("writes its events with the change and reports them once they are committed", async () => {
    await ledger.add();
    await ledger.add({ channel: "email", recipient: "ada@example.org" });
    expect(await arm()).toBe(2);
    const rows = await database.db.select({ id: outbox.id, state: outbox.state }).from(outbox);
    expect(rows.map(({ state }) => state)).toEqual(["waiting", "waiting"]);
    expect(rows.map(({ id }) => id).sort()).toEqual([...ledger.ctx.committedIds].sort());
  });

  test("names in each event who sends, by its channel", async () => {
    await ledger.add({ channel: "whatsapp" });
    await ledger.add({ channel: "email", recipient: "ada@example.org", dueAt: ledger.secondsFromNow(hour) });
    await arm();
    const senders = (await ledger.events()).map(({ name, data }) => [name, data.channel, data.sender]);
    expect(senders.sort()).toEqual([
      ["message/armed", "email", "smtp:mails"],
      ["message/due", "whatsapp", "twilio:whatsapp"],
    ]);
  });

  test("once more arms nothing twice", async () => {
    const { messageId } = await ledger.armed();
    expect(await arm()).toBe(0);
    expect((await ledger.message(messageId)).generation).toBe(1);
    expect(await ledger.events()).toHaveLength(1);
  });

  test("several times at once arms each message once", async () => {
    const added = await Promise.all([ledger.add(), ledger.add(), ledger.add()]);
    const counts = await Promise.all([arm(), arm(), arm(), arm()]);
    expect(counts.reduce((sum, armed) => sum + armed, 0)).toBe(3);
    expect(await ledger.events()).toHaveLength(3);
    for (const { id } of added) expect((await ledger.message(id)).generation).toBe(1);
  });

  test("leaves another booking's messages alone", async () => {
    const { booking } = ledger;
    const [eventType] = await database.db
      .select()
      .from(eventTypes)
      .where(eq(eventTypes.id, booking.eventTypeId));
    const other = await seedBooking(database.db, eventType!);
    const { id } = await seedMessage(database.db, other);
    expect(await arm()).toBe(0);
    expect((await ledger.message(id)).state).toBe("planned");
  });

  test.each(messageStates.filter((state) => state !== "planned"))("passes over what is %s", async (state) => {
    const before = await ledger.add({ state: state satisfies MessageState });
    expect(await arm()).toBe(0);
    expect(await ledger.message(before.id)).toEqual(before);
    expect(await ledger.events()).toEqual([]);
  });
});
