import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { updateWorkflowInputSchema } from "@/server/domain/workflows/workflow-input";
import type { SendOutcome } from "@/server/providers/sms/port";
import { readOverview } from "../accounts/read-overview";
import { cancelBooking } from "../bookings/cancel-booking";
import { recordOptOut } from "../opt-outs/record-opt-out";
import { stopSender } from "../senders/stop-sender";
import { createMessageLedger, type MessageLedger } from "../testing/create-message-ledger";
import { refusedFor, senderSteps } from "../testing/sender-steps";
import { textWithFallback, toMailAfterTenMinutes } from "../testing/text-with-fallback";
import { applyWorkflowChange } from "../workflows/apply-workflow-change";
import { updateWorkflow } from "../workflows/update-workflow";
import { listMessages } from "./list-messages";
import { lookAfterMessages } from "./look-after-messages";
import { recordReceipt } from "./record-receipt";
import { sendMessage } from "./send-message";

let database: TestDatabase;
let ledger: MessageLedger;
let text: Awaited<ReturnType<typeof textWithFallback>>;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ledger = await createMessageLedger(database);
  text = await textWithFallback(database.db, ledger.booking);
});

const outage: SendOutcome = { kind: "refused", refusal: "transient", code: "http_503" };
const afterMinutes = async (minutes: number) => {
  ledger.ctx.clock.advance(minutes * 60_000);
  return lookAfterMessages(ledger.ctx, 100);
};
const followersOf = (parentMessageId: string) =>
  database.db.select().from(messages).where(eq(messages.parentMessageId, parentMessageId));
/** A text that was refused for now at its first try. */
const retrying = async (values = text) => {
  ledger.providers.answerTextsWith(outage);
  return ledger.sent(values);
};

describe("a text that can't leave", () => {
  test("is followed by a mail when its step's time is over, which takes its place", async () => {
    const { messageId } = await retrying();
    const fallbackAt = ledger.secondsFromNow(600);
    expect(await ledger.message(messageId)).toMatchObject({ state: "retrying", fallbackAt });
    await afterMinutes(9);
    expect(await followersOf(messageId)).toEqual([]);
    await afterMinutes(1);
    const [mail, ...others] = await followersOf(messageId);
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ state: "armed", channel: "email", recipient: "ada@example.org" });
    const { generation, ...superseded } = await ledger.message(messageId);
    expect(superseded).toMatchObject({
      ...{ state: "superseded", reason: "followed_in_time", supersededById: mail?.id },
      ...{ fallbackAt: null, nextLookAt: null },
    });
    await sendMessage(ledger.ctx, { messageId, generation });
    await afterMinutes(60);
    expect(await followersOf(messageId)).toHaveLength(1);
    expect(ledger.providers.handedOver.texts).toHaveLength(1);
  });

  test("counts from its first refusal, however often it is refused after", async () => {
    const { messageId, generation } = await retrying();
    const fallbackAt = ledger.secondsFromNow(600);
    ledger.ctx.clock.advance(300_000);
    ledger.providers.answerTextsWith(outage);
    await sendMessage(ledger.ctx, { messageId, generation });
    expect(await ledger.message(messageId)).toMatchObject({ state: "retrying", fallbackAt });
  });

  test("is followed too while it waits for a sender that is stopped, without having been tried", async () => {
    await senderSteps(ledger).stoppedBy("20003");
    const { messageId } = await ledger.sent(text);
    expect(await ledger.message(messageId)).toMatchObject({
      ...{ state: "retrying", heldBySenderId: expect.any(String), fallbackAt: ledger.secondsFromNow(600) },
    });
    await afterMinutes(10);
    expect(await followersOf(messageId)).toMatchObject([{ state: "armed", channel: "email" }]);
    expect((await ledger.message(messageId)).state).toBe("superseded");
  });

  test("arrives alone where it gets through in time", async () => {
    const { messageId, generation } = await retrying();
    ledger.ctx.clock.advance(60_000);
    await sendMessage(ledger.ctx, { messageId, generation });
    const attemptId = (await ledger.message(messageId)).currentAttemptId ?? "";
    await recordReceipt(ledger.ctx, { attemptId, providerMessageId: `SM-${attemptId}`, status: "delivered" });
    await afterMinutes(30);
    expect(await ledger.message(messageId)).toMatchObject({ state: "delivered", fallbackAt: null });
    expect(await followersOf(messageId)).toEqual([]);
  });

  test("is not followed once a callback has proved that the provider took what it refused", async () => {
    const { messageId, attemptId } = await retrying();
    await recordReceipt(ledger.ctx, { attemptId, providerMessageId: "SM-late", status: "sent" });
    await afterMinutes(10);
    expect((await ledger.message(messageId)).state).toBe("accepted");
    expect(await followersOf(messageId)).toEqual([]);
  });

  test.each([
    ["since its step waits for certainty", { afterMinutes: null }],
    ["since its recipient has no address", { to: "" }],
  ])("goes on being tried, %s", async (_, change) => {
    const { messageId } = await retrying({
      ...text,
      fallback: text.fallback && ({ ...text.fallback, ...change } as typeof text.fallback),
    });
    await afterMinutes(30);
    expect(await followersOf(messageId)).toEqual([]);
    expect((await ledger.message(messageId)).state).toBe("armed");
  });

  test("goes on waiting where the other provider is to send it and is stopped too", async () => {
    const second = ledger.providers.addSecondSms();
    const other = { kind: "other_provider" as const, afterMinutes: 10 };
    const toOther = await textWithFallback(database.db, ledger.booking, other);
    await senderSteps(ledger).stoppedBy("20003");
    second.answerTextsWith(refusedFor("http_401"));
    const { messageId, generation } = await ledger.sent(toOther);
    ledger.ctx.clock.advance(60_000);
    await sendMessage(ledger.ctx, { messageId, generation });
    expect(await ledger.message(messageId)).toMatchObject({
      ...{ state: "retrying", heldBySenderId: expect.any(String), fallbackAt: null },
    });
    await afterMinutes(30);
    expect(await followersOf(messageId)).toEqual([]);
    expect((await ledger.message(messageId)).state).toBe("retrying");
  });

  test.each([
    ["leaves by the other provider when its step's time is over", false, "superseded"],
    ["goes on being tried where the other provider's sender is stopped", true, "armed"],
  ])("%s, where that is to send it", async (_, isStopped, state) => {
    const second = ledger.providers.addSecondSms();
    const other = { kind: "other_provider" as const, afterMinutes: 10 };
    const { messageId } = await retrying(await textWithFallback(database.db, ledger.booking, other));
    const stop = { senderId: second.provider.senderIds.sms ?? "", code: "http_401", messageId };
    if (isStopped)
      await ledger.ctx.db.transaction((tx) =>
        stopSender(ledger.ctx, tx, { ...stop, attemptStartedAt: ledger.ctx.clock.now() }),
      );
    await afterMinutes(10);
    expect((await ledger.message(messageId)).state).toBe(state);
    expect(
      (await followersOf(messageId)).map(({ provider, state: stands }) => `${provider} ${stands}`),
    ).toEqual(isStopped ? [] : ["http armed"]);
  });

  test("is called off with its booking, and nothing follows", async () => {
    const { messageId } = await retrying();
    await cancelBooking(ledger.ctx, { uid: ledger.booking.uid });
    await afterMinutes(10);
    expect(await ledger.message(messageId)).toMatchObject({ state: "cancelled", fallbackAt: null });
    expect(await followersOf(messageId)).toEqual([]);
  });
});

test("a text that failed needs no attention once its mail has gone out, and needs it before", async () => {
  const { ownerId } = ledger.booking;
  const mine = { ...ledger.ctx, actor: { kind: "organizer" as const, userId: ownerId } };
  const list = async (group: "attention" | "stopped") => {
    const { items, counts } = await listMessages(mine, { group, skip: 0, take: 20 });
    expect(counts[group]).toBe(items.length);
    return items;
  };
  ledger.providers.answerTextsWith({ kind: "refused", refusal: "permanent", code: "21614" });
  const { messageId } = await ledger.sent(text);
  expect(await list("attention")).toMatchObject([{ id: messageId, headline: "Failed" }]);
  expect((await readOverview(mine)).attention.count).toBe(1);
  const [mail] = await followersOf(messageId);
  await sendMessage(ledger.ctx, { messageId: mail?.id ?? "", generation: 1 });
  expect(await list("attention")).toEqual([]);
  expect((await readOverview(mine)).attention.count).toBe(0);
  expect(await list("stopped")).toMatchObject([{ id: messageId, headline: "Sent by e-mail instead" }]);
});

describe("a text that may not go to its number when it is due", () => {
  test("is skipped, and a mail goes out instead where its country can't be reached", async () => {
    ledger.ctx.installation = { ...ledger.ctx.installation, smsCountries: ["US"] };
    const { messageId } = await ledger.sent(text);
    expect(await ledger.message(messageId)).toMatchObject({
      ...{ state: "skipped", reason: "country_not_allowed" },
    });
    expect(await followersOf(messageId)).toMatchObject([{ state: "armed", channel: "email" }]);
  });

  test("is skipped alone where the number wants no texts, or its time is over", async () => {
    const stopped = await ledger.armed(text);
    const late = await ledger.armed({ ...text, occurrence: "late" });
    await ledger.ctx.db.transaction(async (tx) =>
      recordOptOut(ledger.ctx, tx, {
        ...{ ownerId: ledger.booking.ownerId, source: "reply" as const },
        phoneNumber: (await ledger.message(stopped.messageId)).recipient,
      }),
    );
    ledger.ctx.clock.set(ledger.booking.startsAt);
    await sendMessage(ledger.ctx, late);
    for (const { messageId } of [stopped, late]) {
      expect((await ledger.message(messageId)).state).toBe("skipped");
      expect(await followersOf(messageId)).toEqual([]);
    }
  });
});

test("an edit of what follows counts anew for a text that is being tried", async () => {
  const { messageId } = await retrying({
    ...text,
    fallback: text.fallback && { ...text.fallback, afterMinutes: null },
  });
  const { workflowId, stepId, workflowName } = await ledger.message(messageId);
  const mine = {
    ...ledger.ctx,
    actor: { kind: "organizer" as const, userId: ledger.booking.ownerId },
    door: "organizer" as const,
  };
  const edit = async (body: string) => {
    const step = { id: stepId ?? 0, action: "sms_attendee" as const, body, fallback: toMailAfterTenMinutes };
    const changed = await updateWorkflow(
      mine,
      updateWorkflowInputSchema.parse({
        ...{ id: workflowId, name: workflowName, trigger: "new_booking", steps: [step] },
      }),
    );
    const change = { workflowId: changed.id, ownerId: changed.ownerId, version: changed.version };
    await applyWorkflowChange(ledger.ctx, change, { afterId: 0, limit: 9 });
  };
  ledger.ctx.clock.advance(3_600_000);
  await edit("Hi {ATTENDEE_FIRST_NAME}");
  const fallbackAt = ledger.secondsFromNow(600);
  expect(await ledger.message(messageId)).toMatchObject({ state: "retrying", fallbackAt });
  await afterMinutes(10);
  expect(await ledger.message(messageId)).toMatchObject({ state: "superseded", reason: "followed_in_time" });
});
