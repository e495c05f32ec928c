import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { deliveryStatuses } from "@/server/domain/workflows/delivery-status";
import { foldReceipts } from "@/server/domain/workflows/fold-receipts";
import type { SendOutcome } from "@/server/providers/sms/port";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { lookAfterMessages } from "./look-after-messages";
import { recordOutcome } from "./record-outcome";
import { recordReceipt } from "./record-receipt";

const orders = Number(process.env.PROVE_CASES ?? 30);
const seed = Number(process.env.PROVE_SEED ?? 20_261_124);

let database: TestDatabase;
let ledger: MessageLedger;
let others: { attemptId: string };

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
  ledger = await createMessageLedger(database);
  others = await ledger.sent();
});
afterAll(() => database.close());

/** Each order may take 45 seconds of the clock: a text that is of use for long enough. */
const claimed = () => ledger.claimed({ relevantUntilAt: ledger.secondsFromNow(86_400) });

type Happening =
  | { kind: "receipt"; status: (typeof deliveryStatuses)[number]; code: string; namesAttempt: boolean }
  | { kind: "answer"; outcome: "accepted" | "unknown" }
  | { kind: "lease runs out" }
  /** Names the attempt with an id that the provider gave another one. */
  | { kind: "forgery" };

const receipt = fc.record({
  kind: fc.constant("receipt" as const),
  status: fc.constantFrom(...deliveryStatuses),
  code: fc.constantFrom("", "30003", "30005"),
  namesAttempt: fc.boolean(),
});
const answer = fc.record({
  kind: fc.constant("answer" as const),
  outcome: fc.constantFrom("accepted" as const, "unknown" as const),
});

/** One answer, perhaps the end of the lease, and receipts of which any may come twice, in any order. */
const happenings: fc.Arbitrary<Happening[]> = fc
  .tuple(
    answer,
    fc.array(receipt, { maxLength: 4 }),
    fc.subarray([{ kind: "lease runs out" as const }, { kind: "forgery" as const }]),
  )
  .chain(([answered, receipts, others]) =>
    fc.subarray(receipts).chain((doubled) =>
      fc.shuffledSubarray([answered, ...receipts, ...doubled, ...others], {
        minLength: 1 + receipts.length + doubled.length + others.length,
      }),
    ),
  );

/** As the provider names the text of an attempt. */
const idOf = (attemptId: string) => `${ledger.ctx.providers.sms.name}-${attemptId}`;

async function happen(happening: Happening, sent: { messageId: string; attemptId: string }) {
  const { messageId, attemptId } = sent;
  const providerMessageId = idOf(attemptId);
  const { ctx } = ledger;
  if (happening.kind === "answer") {
    const outcome: SendOutcome =
      happening.outcome === "accepted"
        ? { kind: "accepted", providerMessageId }
        : { kind: "unknown", reason: "timeout" };
    await recordOutcome(ctx, { messageId, attemptId, outcome });
    return null;
  }
  if (happening.kind === "lease runs out") {
    ctx.clock.advance(45_000);
    await lookAfterMessages(ctx, 10);
    return null;
  }
  if (happening.kind === "forgery") {
    const forged = { attemptId, providerMessageId: `SM-${others.attemptId}`, status: "delivered" as const };
    expect(await recordReceipt(ctx, forged)).toEqual({ known: false });
    return null;
  }
  const { status, code, namesAttempt } = happening;
  const { known } = await recordReceipt(ctx, {
    provider: ctx.providers.sms.name,
    providerMessageId,
    status,
    errorCode: code || undefined,
    ...(namesAttempt && { attemptId }),
  });
  return known ? { status, code } : null;
}

/** Nothing but what is known in the end decides what the message says: no order, no repetition. */
async function expectToConverge(
  order: Happening[],
  sent: { messageId: string; attemptId: string },
  known: ({ status: string; code: string } | null)[],
): Promise<void> {
  const facts = known.filter((fact) => fact !== null);
  const isAnswered = order.some((step) => step.kind === "answer" && step.outcome === "accepted");
  const isTaken = isAnswered || facts.length > 0;
  const outcome = foldReceipts(facts);
  const message = await ledger.message(sent.messageId);
  expect(message).toMatchObject({
    state: isTaken ? (outcome?.state ?? "accepted") : "reconciling",
    providerMessageId: isTaken ? idOf(sent.attemptId) : null,
    ...(outcome?.state === "undelivered" && { code: outcome.code }),
  });
  expect(message.nextLookAt === null).toBe(outcome !== null);
  expect(await ledger.attemptsOf(sent.messageId)).toMatchObject([
    { state: isTaken ? "accepted" : "unknown" },
  ]);
  const kept = new Set(facts.map(({ status, code }) => `${status} ${code}`));
  expect(await ledger.receiptsOf(sent.attemptId)).toHaveLength(kept.size);
}

describe.each(["twilio", "http"])("at the provider %s", (name) => {
  beforeAll(() => {
    if (ledger.ctx.providers.sms.name === name) return;
    const { sms } = ledger.providers;
    Object.assign(ledger.providers, { sms: ledger.providers.addSecondSms().provider, secondSms: sms });
  });

  test("an answer, the end of the lease and receipts converge in any order and however often they come", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (order) => {
        const sent = await claimed();
        const known: Awaited<ReturnType<typeof happen>>[] = [];
        for (const happening of order) known.push(await happen(happening, sent));
        await expectToConverge(order, sent, known);
      }),
      { numRuns: orders, seed, endOnFailure: true },
    );
  });

  test("so they do when they come at the same time", async () => {
    await fc.assert(
      fc.asyncProperty(happenings, async (order) => {
        const sent = await claimed();
        const known = await Promise.all(order.map((happening) => happen(happening, sent)));
        await expectToConverge(order, sent, known);
      }),
      { numRuns: orders, seed, endOnFailure: true },
    );
  });
});
