import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { LookupError } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { lookUpInTime } from "../testing/look-up-in-time";
import { reconcileReceipts } from "./reconcile-receipts";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const hour = 3_600_000;
const passHours = (hours: number) => ledger.ctx.clock.advance(hours * hour);
const reconcile = (limit = 10, after?: string) => reconcileReceipts(ledger.ctx, { limit, after });

/** A text whose answer was lost, after the last look for it. */
async function givenUp() {
  ledger.providers.answerTextsWith({ kind: "unknown", reason: "timeout" });
  const createdAt = ledger.ctx.clock.now();
  const sent = await ledger.sent();
  for (let look = 0; look < 4; look += 1) await lookUpInTime(ledger, sent.messageId);
  expect((await ledger.message(sent.messageId)).state).toBe("unconfirmed");
  return { ...sent, createdAt };
}

function providerHolds(createdAt: Date, ...ids: string[]): void {
  ledger.providers.lookUps.findSent = async ({ to }) =>
    ids.map((providerMessageId) => ({
      providerMessageId,
      to,
      body: "Hi Ada",
      createdAt,
      status: "delivered",
    }));
}

describe("the reconciliation of an accepted text", () => {
  test.each([
    ["delivered", undefined],
    ["undelivered", "30003"],
  ] as const)("settles it as %s, and keeps the receipt", async (status, errorCode) => {
    const { messageId, attemptId } = await ledger.sent();
    passHours(2);
    ledger.providers.lookUps.fetchStatus = async () => ({ status, errorCode });
    const events = await ledger.events();
    expect(await reconcile()).toEqual({ asked: 1, found: 1, next: null });
    const code = errorCode ?? null;
    expect(await ledger.message(messageId)).toMatchObject({ state: status, code, nextLookAt: null });
    expect(await ledger.receiptsOf(attemptId)).toEqual([{ status, code: errorCode ?? "" }]);
    expect(await ledger.events()).toEqual(events);
    expect(await reconcile()).toEqual({ asked: 0, found: 0, next: null });
  });

  test.each([{ status: "sent" } as const, null])(
    "that hears %j takes none of the looks to come",
    async (answer) => {
      const { messageId } = await ledger.sent();
      passHours(2);
      ledger.providers.lookUps.fetchStatus = async () => answer;
      const before = await ledger.message(messageId);
      expect(await reconcile()).toMatchObject({ asked: 1, found: answer ? 1 : 0 });
      expect(await ledger.message(messageId)).toEqual(before);
    },
  );

  test("asks about what is between an hour and three days old, and never about mails", async () => {
    await ledger.sent({ channel: "email", recipient: "ada@example.org" });
    const { attemptId } = await ledger.sent();
    const asked: string[] = [];
    ledger.providers.lookUps.fetchStatus = async (id) => {
      asked.push(id);
      return null;
    };
    passHours(0.9);
    expect((await reconcile()).asked).toBe(0);
    passHours(0.1);
    expect((await reconcile()).asked).toBe(1);
    passHours(71);
    expect((await reconcile()).asked).toBe(1);
    passHours(0.1);
    expect((await reconcile()).asked).toBe(0);
    expect(asked).toEqual([`SM-${attemptId}`, `SM-${attemptId}`]);
  });
});

describe("the reconciliation of an unconfirmed text", () => {
  test("takes the one text that the provider holds by now, and sends nothing again", async () => {
    const { messageId, attemptId, createdAt } = await givenUp();
    passHours(5);
    providerHolds(createdAt, "SM1");
    expect(await reconcile()).toEqual({ asked: 1, found: 1, next: null });
    expect(await ledger.message(messageId)).toMatchObject({ state: "delivered", providerMessageId: "SM1" });
    expect(await ledger.attemptsOf(messageId)).toMatchObject([
      { id: attemptId, state: "accepted", providerMessageId: "SM1" },
    ]);
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
  });

  test("doesn't guess between several texts", async () => {
    const { messageId, createdAt } = await givenUp();
    passHours(5);
    providerHolds(createdAt, "SM1", "SM2");
    expect(await reconcile()).toEqual({ asked: 1, found: 0, next: null });
    expect(await ledger.message(messageId)).toMatchObject({ state: "unconfirmed", providerMessageId: null });
  });

  test("doesn't guess between several attempts", async () => {
    ledger.providers.answerTextsWith(
      { kind: "unknown", reason: "timeout" },
      { kind: "unknown", reason: "timeout" },
    );
    const createdAt = ledger.ctx.clock.now();
    const both = [await ledger.sent(), await ledger.sent()];
    for (let look = 0; look < 4; look += 1) {
      for (const { messageId } of both) await lookUpInTime(ledger, messageId);
    }
    passHours(5);
    providerHolds(createdAt, "SM1");
    expect(await reconcile()).toEqual({ asked: 2, found: 0, next: null });
  });
});

describe("a batch", () => {
  test("holds as many as it may, and says where the next one begins", async () => {
    const sent = [await ledger.sent(), await ledger.sent(), await ledger.sent()];
    const ids = sent.map(({ messageId }) => messageId).sort();
    passHours(2);
    ledger.providers.lookUps.fetchStatus = async () => ({ status: "delivered" });
    const first = await reconcile(2);
    expect(first).toEqual({ asked: 2, found: 2, next: ids[1] });
    expect(await reconcile(2, first.next ?? "")).toEqual({ asked: 1, found: 1, next: null });
    for (const id of ids) expect((await ledger.message(id)).state).toBe("delivered");
  });

  test("goes on past a text whose answer can't be read", async () => {
    const sent = [await ledger.sent(), await ledger.sent()];
    passHours(2);
    const unreadable = `SM-${sent[0]?.attemptId}`;
    ledger.providers.lookUps.fetchStatus = async (id) => {
      if (id === unreadable) throw new LookupError("unknown", "unreadable");
      return { status: "delivered" };
    };
    expect(await reconcile()).toEqual({ asked: 2, found: 1, next: null });
    expect((await ledger.message(sent[0]?.messageId ?? "")).state).toBe("accepted");
    expect((await ledger.message(sent[1]?.messageId ?? "")).state).toBe("delivered");
  });

  test("fails while the provider can't be asked, and changes nothing", async () => {
    const { messageId } = await ledger.sent();
    passHours(2);
    const before = await ledger.message(messageId);
    ledger.providers.lookUps.fetchStatus = async () => {
      throw new LookupError("transient", "503");
    };
    await expect(reconcile()).rejects.toThrow("503");
    expect(await ledger.message(messageId)).toEqual(before);
  });
});
