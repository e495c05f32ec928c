import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { claimMessage } from "../messages/claim-message";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { refusedFor, type SenderSteps, senderSteps } from "../testing/sender-steps";
import { checkStoppedSenders } from "./check-senders";
import { releaseHeldMessages } from "./release-held-messages";

let database: TestDatabase;
let ledger: MessageLedger;
let steps: SenderSteps;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  steps = senderSteps(ledger);
});

const texts = () => ledger.providers.handedOver.texts.length;
const minutes = (count: number) => ledger.ctx.clock.advance(count * 60_000);

describe("a sender whose account is in order, though it was refused", () => {
  const probation = async () => {
    const first = await steps.stoppedBy("21606");
    const second = (await ledger.armed()).messageId;
    await steps.send(second);
    minutes(1);
    await checkStoppedSenders(ledger.ctx);
    expect(await steps.sender()).toMatchObject({ state: "probing", code: "21606" });
    return [first, second] as const;
  };

  test("lets one message try; the others wait for what becomes of it", async () => {
    await probation();
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 1 });
    const [third, fourth] = [await ledger.armed(), await ledger.armed()];
    const claims = await Promise.all([third, fourth].map((claimable) => claimMessage(ledger.ctx, claimable)));
    expect(claims.map(({ kind }) => kind).sort()).toEqual(["claimed", "held"]);
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 0 });
  });

  test("works once the one gets through, and the rest follow", async () => {
    const [first, second] = await probation();
    await releaseHeldMessages(ledger.ctx, 10);
    const probe = (await steps.due()).at(-1) ?? "";
    await steps.send(probe);
    expect(await steps.stateOf(probe)).toBe("accepted");
    expect(await steps.sender()).toMatchObject({ state: "working", failureCount: 0, probeMessageId: null });
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 1 });
    await steps.send(probe === first ? second : first);
    expect([await steps.stateOf(first), await steps.stateOf(second)]).toEqual(["accepted", "accepted"]);
    expect(texts()).toBe(3);
  });

  test("is stopped for longer when the one is refused again", async () => {
    await probation();
    await releaseHeldMessages(ledger.ctx, 10);
    ledger.providers.answerTextsWith(refusedFor("21606"));
    await steps.send((await steps.due()).at(-1) ?? "");
    expect(await steps.sender()).toMatchObject({
      ...{ state: "stopped", failureCount: 2, probeMessageId: null },
      nextCheckAt: ledger.secondsFromNow(120),
    });
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 0 });
  });

  test.each([
    ["fails for itself", { kind: "refused", refusal: "permanent", code: "21211" }],
    ["is refused for now", { kind: "refused", refusal: "transient", code: "20429" }],
    ["isn't answered", { kind: "unknown", reason: "timeout" }],
  ] as const)("lets another try when the one %s", async (_, outcome) => {
    await probation();
    await releaseHeldMessages(ledger.ctx, 10);
    ledger.providers.answerTextsWith(outcome);
    await steps.send((await steps.due()).at(-1) ?? "");
    expect(await steps.sender()).toMatchObject({ state: "probing", probeMessageId: null });
    expect(await releaseHeldMessages(ledger.ctx, 10)).toMatchObject({ released: 1 });
  });

  test("lets another try when nothing is heard of the one", async () => {
    await probation();
    await claimMessage(ledger.ctx, await ledger.armed());
    minutes(1);
    expect(await claimMessage(ledger.ctx, await ledger.armed())).toMatchObject({ kind: "claimed" });
  });
});
