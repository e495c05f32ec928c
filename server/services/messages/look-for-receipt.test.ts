import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { LookupError } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { lookUpInTime } from "../testing/look-up-in-time";
import { recordReceipt } from "./record-receipt";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const lookUp = ({ messageId }: { messageId: string }) => lookUpInTime(ledger, messageId);

async function unanswered() {
  ledger.providers.answerTextsWith({ kind: "unknown", reason: "timeout" });
  return ledger.sent();
}

async function stateOf({ messageId }: { messageId: string }) {
  const { state, lookCount, nextLookAt } = await ledger.message(messageId);
  return { state, lookCount, nextLookAt };
}

describe("a look for the receipt of an accepted text", () => {
  const reports = (status: "sent" | "delivered" | "undelivered" | null, errorCode?: string) => {
    ledger.providers.lookUps.fetchStatus = async () => (status === null ? null : { status, errorCode });
  };

  test.each([
    ["delivered", undefined],
    ["undelivered", "30003"],
  ] as const)("settles it as %s", async (status, errorCode) => {
    const sent = await ledger.sent();
    reports(status, errorCode);
    expect(await lookUp(sent)).toEqual({ kind: "settled" });
    expect(await ledger.message(sent.messageId)).toMatchObject({
      state: status,
      code: errorCode ?? null,
      nextLookAt: null,
    });
  });

  test("asks for the provider's own id", async () => {
    const sent = await ledger.sent();
    const asked: string[] = [];
    ledger.providers.lookUps.fetchStatus = async (id) => {
      asked.push(id);
      return null;
    };
    await lookUp(sent);
    expect(asked).toEqual([`SM-${sent.attemptId}`]);
  });

  test.each(["sent", null] as const)(
    "that says %s is repeated after 1, 6 and 24 hours; then it is unconfirmed",
    async (status) => {
      const sent = await ledger.sent();
      reports(status);
      for (const hours of [1, 6, 24]) {
        expect(await lookUp(sent)).toEqual({ kind: "open" });
        expect(await stateOf(sent)).toMatchObject({
          state: "accepted",
          nextLookAt: ledger.secondsFromNow(hours * 3600),
        });
      }
      expect(await lookUp(sent)).toEqual({ kind: "gave_up" });
      expect(await stateOf(sent)).toMatchObject({ state: "unconfirmed", nextLookAt: null });
    },
  );
});

describe("while the provider can't be asked", () => {
  const cannotBeAsked = () => {
    const fail = async () => {
      throw new LookupError("transient", "503");
    };
    ledger.providers.lookUps.findSent = fail;
    ledger.providers.lookUps.fetchStatus = fail;
  };

  test.each([
    ["unanswered", unanswered, "reconciling"],
    ["accepted", () => ledger.sent(), "accepted"],
  ] as const)("a look for an %s text is put off by a minute and doesn't count", async (_, make, state) => {
    const sent = await make();
    cannotBeAsked();
    for (let time = 0; time < 6; time += 1) {
      expect(await lookUp(sent)).toEqual({ kind: "provider_unavailable" });
      expect(await stateOf(sent)).toMatchObject({
        state,
        lookCount: 0,
        nextLookAt: ledger.secondsFromNow(60),
      });
    }
  });

  test("an unanswered text is given up a day after it was sent", async () => {
    const sent = await unanswered();
    cannotBeAsked();
    ledger.ctx.clock.advance(24 * 3_600_000);
    await lookUp(sent);
    expect((await stateOf(sent)).state).toBe("reconciling");
    expect(await lookUp(sent)).toEqual({ kind: "provider_unavailable" });
    expect(await stateOf(sent)).toMatchObject({ state: "unconfirmed", nextLookAt: null });
  });

  test("a callback that comes during the failing look keeps what it brought", async () => {
    const sent = await unanswered();
    ledger.providers.lookUps.findSent = async () => {
      await recordReceipt(ledger.ctx, { ...sent, providerMessageId: "SM9", status: "sent" });
      throw new LookupError("transient", "503");
    };
    await lookUp(sent);
    expect(await stateOf(sent)).toMatchObject({
      state: "accepted",
      nextLookAt: ledger.secondsFromNow(600),
    });
  });
});
