import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { listFailingRecipients } from "./list-failing-recipients";
import { listMessages, listMessagesInputSchema } from "./list-messages";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const as = (userId: number) => ({ ...ledger.ctx, actor: { kind: "organizer" as const, userId } });
const list = () => listFailingRecipients(as(ledger.booking.ownerId));
const phone = "+4930901821";
const daysAgo = (days: number) => ledger.secondsFromNow(-days * 86_400);
type Values = NonNullable<Parameters<MessageLedger["add"]>[0]>;
const add = (values: Values, days = 1) =>
  ledger.add({ recipient: phone, dueAt: daysAgo(days), updatedAt: daysAgo(days), ...values });

describe("numbers that keep failing", () => {
  test("are none while all is well, and none after one failure", async () => {
    expect(await list()).toEqual({ days: 14, total: 0, items: [] });
    await add({ state: "failed" });
    await add({ state: "delivered" }, 3);
    expect(await list()).toMatchObject({ total: 0 });
  });

  test("are told with how often, since when and why at last", async () => {
    await add({ state: "undelivered", code: "30003" }, 3);
    const last = await add({ state: "failed", code: "21211" }, 1);
    await add({ state: "failed", recipient: "+4930901822" }, 2);
    await add({ state: "failed", recipient: "+4930901822" }, 2);
    expect(await list()).toMatchObject({
      total: 2,
      items: [
        {
          recipient: phone,
          failureCount: 2,
          lastFailedAt: daysAgo(1).toISOString(),
          lastMessageId: last.id,
          channel: "sms",
          code: "21211",
          meaning: "This is not a valid phone number. Ask the attendee for the right one.",
        },
        { recipient: "+4930901822", failureCount: 2 },
      ],
    });
  });

  test.each<[string, () => Promise<unknown>]>([
    ["that something has reached since", () => add({ state: "delivered" }, 0.5)],
    ["whose failures are long ago", () => Promise.resolve()],
  ])("are not those %s", async (what, then) => {
    const days = what.includes("long ago") ? 20 : 2;
    await add({ state: "failed" }, days);
    await add({ state: "undelivered" }, days);
    await then();
    expect(await list()).toMatchObject({ total: 0 });
  });

  test("are not those that failed for the account's sake", async () => {
    await add({ state: "failed", code: "20003" });
    await add({ state: "undelivered", code: "30002" });
    expect(await list()).toMatchObject({ total: 0 });
  });

  test("are the organizer's own", async () => {
    await add({ state: "failed" });
    await add({ state: "failed" });
    const stranger = await seedOrganizer(database.db, { username: "noor" });
    expect(await listFailingRecipients(as(stranger.id))).toMatchObject({ total: 0 });
    await expect(listFailingRecipients(ledger.ctx)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  });
});

describe("the list of messages narrowed to the recipient of one", () => {
  const messagesLike = async (userId: number, sameRecipientAs: string) => {
    const input = listMessagesInputSchema.parse({ sameRecipientAs });
    return listMessages(as(userId), input);
  };

  test("has that recipient's alone, and says whose", async () => {
    const one = await add({ state: "failed" });
    const other = await add({ state: "undelivered" });
    await add({ state: "failed", recipient: "+4930901822" });
    const narrowed = await messagesLike(ledger.booking.ownerId, one.id);
    expect(narrowed.items.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
    expect(narrowed).toMatchObject({ recipient: phone, counts: { attention: 2 } });
  });

  test("is empty for a stranger's message", async () => {
    const { id } = await add({ state: "failed" });
    const stranger = await seedOrganizer(database.db, { username: "noor" });
    expect(await messagesLike(stranger.id, id)).toMatchObject({ items: [], recipient: null });
  });
});
