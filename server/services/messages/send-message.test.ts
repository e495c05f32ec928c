import { Writable } from "node:stream";
import { pino } from "pino";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { recordReceipt } from "./record-receipt";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
});

const send = (claimable: { messageId: string; generation: number }) => sendMessage(ledger.ctx, claimable);
const busy = { kind: "refused", refusal: "transient", code: "20429", httpStatus: 429 } as const;

describe("sending a text", () => {
  test("hands it over once, with the attempt's id, and ends accepted with a look for its receipt", async () => {
    const armed = await ledger.armed();
    expect(await send(armed)).toEqual({ kind: "accepted" });
    const [attempt] = await ledger.attemptsOf(armed.messageId);
    expect(ledger.providers.handedOver.texts).toEqual([
      { to: "+4930901820", body: "Hi Ada", attemptId: attempt?.id, requestId: "test-request" },
    ]);
    expect(attempt).toMatchObject({ state: "accepted", providerMessageId: `SM-${attempt?.id}` });
    expect(await ledger.message(armed.messageId)).toMatchObject({
      state: "accepted",
      providerMessageId: attempt?.providerMessageId,
      leaseExpiresAt: null,
      nextLookAt: ledger.secondsFromNow(600),
    });
  });

  test("again, and several times at once, hands nothing over twice", async () => {
    const armed = await ledger.armed();
    const reports = await Promise.all([send(armed), send(armed), send(armed)]);
    expect(reports.map(({ kind }) => kind).sort()).toEqual(["accepted", "not_claimable", "not_claimable"]);
    expect(await send(armed)).toEqual({ kind: "not_claimable" });
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
  });

  test("that a callback proves taken after it was refused is not handed over again", async () => {
    const armed = await ledger.armed();
    ledger.providers.answerTextsWith(busy);
    await send(armed);
    const [attempt] = await ledger.attemptsOf(armed.messageId);
    const receipt = { attemptId: attempt?.id, providerMessageId: "SM-taken", status: "delivered" } as const;
    await recordReceipt(ledger.ctx, receipt);
    ledger.ctx.clock.advance(60_000);
    expect(await send(armed)).toEqual({ kind: "not_claimable" });
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
    expect(await ledger.message(armed.messageId)).toMatchObject({
      state: "delivered",
      providerMessageId: "SM-taken",
      nextAttemptAt: null,
    });
  });

  test("that is not due hands nothing over and says when to come again", async () => {
    const dueAt = ledger.secondsFromNow(60);
    const armed = await ledger.armed({ dueAt });
    expect(await send(armed)).toEqual({ kind: "retry", at: dueAt, code: "not_due" });
    expect(ledger.providers.handedOver.texts).toEqual([]);
  });

  test("that has become useless hands nothing over", async () => {
    const armed = await ledger.armed({ relevantUntilAt: ledger.secondsFromNow(60) });
    ledger.ctx.clock.advance(60_000);
    expect(await send(armed)).toEqual({ kind: "not_claimable" });
    expect(ledger.providers.handedOver.texts).toEqual([]);
  });

  test("refused for now is tried again when told to, not before, and goes out once", async () => {
    ledger.providers.answerTextsWith(busy);
    const armed = await ledger.armed();
    const at = ledger.secondsFromNow(5);
    expect(await send(armed)).toEqual({ kind: "retry", at, code: "20429" });
    expect(await send(armed)).toEqual({ kind: "retry", at, code: "not_due" });
    ledger.ctx.clock.advance(5_000);
    expect(await send(armed)).toEqual({ kind: "accepted" });
    expect((await ledger.attemptsOf(armed.messageId)).map(({ state }) => state)).toEqual([
      "refused",
      "accepted",
    ]);
    expect(await ledger.message(armed.messageId)).toMatchObject({ state: "accepted", code: null });
  });

  test("that nobody answered is never handed over again", async () => {
    ledger.providers.answerTextsWith({ kind: "unknown", reason: "timeout" });
    const armed = await ledger.armed();
    expect(await send(armed)).toEqual({ kind: "unanswered" });
    ledger.ctx.clock.advance(3_600_000);
    expect(await send(armed)).toEqual({ kind: "not_claimable" });
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
    expect((await ledger.message(armed.messageId)).state).toBe("reconciling");
  });

  test("leaves ids and codes in the log, but neither words nor number", async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write: (chunk, _encoding, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    ledger.ctx.logger = pino({ level: "trace" }, stream);
    ledger.providers.answerTextsWith(busy);
    const { messageId, attemptId } = await ledger.sent();
    const [line] = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    expect(line).toMatchObject({ messageId, attemptId, outcome: "refused", code: "20429" });
    expect(lines.join()).not.toMatch(/4930901820|Ada/);
  });
});

test("a mail is handed over as text and HTML, and its way ends once it is accepted", async () => {
  const armed = await ledger.armed({
    channel: "email",
    recipient: "ada@example.org",
    subjectTemplate: "See you, {ATTENDEE_FIRST_NAME}",
    bodyTemplate: "Hi <{ATTENDEE_FIRST_NAME}>",
  });
  expect(await send(armed)).toEqual({ kind: "accepted" });
  const [attempt] = await ledger.attemptsOf(armed.messageId);
  expect(ledger.providers.handedOver.mails).toMatchObject([
    {
      to: "ada@example.org",
      replyTo: "mira@example.org",
      subject: "See you, Ada",
      text: "Hi <Ada>",
      html: expect.stringContaining("Hi &#60;Ada&#62;"),
      messageId: armed.messageId,
      attemptId: attempt?.id,
    },
  ]);
  expect(await ledger.message(armed.messageId)).toMatchObject({ state: "accepted", nextLookAt: null });
});
