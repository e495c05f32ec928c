import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries, outbox } from "@/db/schema/outbox";
import { verificationCodes, verifiedRecipients } from "@/db/schema/verified-recipients";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedOrganizer, seedWorkflow } from "@/db/testing/seed-organizer";
import { type AppCaller, createCaller } from "@/server/routers/app-router";
import { inputIssues } from "@/server/routers/trpc";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { type ScriptedProviders, scriptedProviders } from "../testing/scripted-providers";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let caller: AppCaller;
let stranger: AppCaller;
let anonymous: AppCaller;
let providers: ScriptedProviders;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  const contexts = await contextsAround(database, mira);
  own = contexts.own;
  providers = scriptedProviders();
  for (const ctx of [contexts.own, contexts.stranger, contexts.anonymous]) {
    ctx.providers = providers;
    ctx.clock = own.clock;
  }
  caller = createCaller(contexts.own);
  stranger = createCaller(contexts.stranger);
  anonymous = createCaller(contexts.anonymous);
});

const phone = { kind: "phone" as const, value: "+49 30 901820" };
const address = { kind: "email" as const, value: "Desk@Example.org" };
const sentCode = () => {
  const { texts, mails } = providers.handedOver;
  return (
    /\d{6}/.exec([...texts.map(({ body }) => body), ...mails.map(({ text }) => text)].at(-1) ?? "")?.[0] ?? ""
  );
};
const wrongCode = () => (sentCode() === "000000" ? "000001" : "000000");
const verify = async (input: typeof phone | typeof address = phone, as = caller) => {
  const { recipient } = await as.verifiedRecipient.requestCode(input);
  return as.verifiedRecipient.verifyCode({ id: recipient.id, code: sentCode() });
};

describe("a number or an address", () => {
  test("is mine once I enter the code that it got", async () => {
    const { recipient, sent } = await caller.verifiedRecipient.requestCode(phone);
    expect(recipient).toMatchObject({ kind: "phone", value: "+4930901820", verifiedAt: null });
    expect(sent).toBe("accepted");
    expect(providers.handedOver.texts).toMatchObject([{ to: "+4930901820" }]);
    const code = sentCode();
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`;
    const verified = await caller.verifiedRecipient.verifyCode({ id: recipient.id, code: spaced });
    expect(verified).toMatchObject({ isOwn: true, verifiedAt: own.clock.now().toISOString() });
    expect(await caller.verifiedRecipient.list()).toEqual([verified]);
    expect(await database.db.select().from(auditEntries)).toMatchObject([{ action: "recipient.verified" }]);
    expect(await database.db.select().from(outbox)).toEqual([]);
  });

  test("of mail gets its code by mail", async () => {
    expect(await verify(address)).toMatchObject({ kind: "email", value: "desk@example.org", isOwn: false });
    expect(providers.handedOver.mails).toMatchObject([{ to: "desk@example.org" }]);
  });

  test("has a code at rest that nobody can read", async () => {
    await caller.verifiedRecipient.requestCode(phone);
    const [row] = await database.db.select().from(verificationCodes);
    expect(JSON.stringify(row)).not.toContain(sentCode());
  });

  test("takes only the latest code, once, and within ten minutes", async () => {
    const { recipient } = await caller.verifiedRecipient.requestCode(phone);
    const { id } = recipient;
    const first = sentCode();
    own.clock.advance(60_000);
    await caller.verifiedRecipient.requestCode(phone);
    const second = sentCode();
    if (first !== second) {
      await expect(caller.verifiedRecipient.verifyCode({ id, code: first })).rejects.toThrow(/is wrong/);
    }
    own.clock.advance(10 * 60_000);
    await expect(caller.verifiedRecipient.verifyCode({ id, code: second })).rejects.toThrow(/has run out/);
    await caller.verifiedRecipient.requestCode(phone);
    await caller.verifiedRecipient.verifyCode({ id, code: sentCode() });
    await expect(caller.verifiedRecipient.verifyCode({ id, code: sentCode() })).rejects.toThrow(
      /used already/,
    );
  });

  test("can be guessed at five times, counted also where guesses come at once", async () => {
    const { recipient } = await caller.verifiedRecipient.requestCode(phone);
    const guess = { id: recipient.id, code: wrongCode() };
    const guesses = await Promise.allSettled(
      [1, 2, 3, 4, 5, 6].map(() => caller.verifiedRecipient.verifyCode(guess)),
    );
    expect(guesses.every(({ status }) => status === "rejected")).toBe(true);
    const right = { ...guess, code: sentCode() };
    await expect(caller.verifiedRecipient.verifyCode(right)).rejects.toThrow(/wrong too often/);
    expect(await database.db.select().from(verificationCodes)).toMatchObject([{ attemptCount: 5 }]);
  });

  test("stays verified when another code is asked for", async () => {
    const { verifiedAt } = await verify();
    own.clock.advance(60_000);
    const again = await caller.verifiedRecipient.requestCode(phone);
    expect(again.recipient.verifiedAt).toBe(verifiedAt);
  });
});

describe("codes are asked for", () => {
  test("with a pause, and five times an hour for one number, whoever asks", async () => {
    for (let times = 0; times < 5; times += 1) {
      await (times % 2 ? stranger : caller).verifiedRecipient.requestCode(phone);
      own.clock.advance(30_000);
    }
    const refusal = await caller.verifiedRecipient.requestCode(phone).catch((error) => error);
    expect(refusal.cause).toMatchObject({
      code: "TOO_MANY_REQUESTS",
      details: { field: "value", reason: "too_many_codes", retryAfterSeconds: 3600 - 150 },
    });
    own.clock.advance(3_600_000);
    await caller.verifiedRecipient.requestCode(phone);
    await expect(caller.verifiedRecipient.requestCode(phone)).rejects.toThrow(/Try again in 30 seconds/);
  });

  test("twenty times an hour by one organizer, also at once", async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 22 }, (_, index) =>
        caller.verifiedRecipient.requestCode({ kind: "email", value: `desk${index}@example.org` }),
      ),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(20);
    await stranger.verifiedRecipient.requestCode(phone);
  });

  test("in vain where the provider refuses, which names the field", async () => {
    providers.answerTextsWith({ kind: "refused", refusal: "permanent", code: "21614" });
    await expect(caller.verifiedRecipient.requestCode(phone)).rejects.toThrow(/can’t receive texts/);
  });
});

describe("a verified number", () => {
  test("that a workflow writes to can't be removed, and says which", async () => {
    const { id } = await verify();
    const step = { action: "sms_number" as const, body: "Hi", verifiedRecipientId: id };
    const workflow = await seedWorkflow(database.db, mira, { name: "Ring the desk", steps: [step] });
    expect(await caller.verifiedRecipient.list()).toMatchObject([{ usedBy: [{ name: "Ring the desk" }] }]);
    await expect(caller.verifiedRecipient.delete({ id })).rejects.toThrow(/“Ring the desk”/);
    await caller.workflow.delete({ id: workflow.id });
    await caller.verifiedRecipient.delete({ id });
    expect(await caller.verifiedRecipient.list()).toEqual([]);
  });

  test("is the organizer's own where they say so, of all their numbers one", async () => {
    const first = await verify();
    const second = await verify({ kind: "phone", value: "+4930901821" });
    expect([first.isOwn, second.isOwn]).toEqual([true, false]);
    await caller.verifiedRecipient.setOwn({ id: second.id });
    const listed = await caller.verifiedRecipient.list();
    expect(listed.map(({ isOwn }) => isOwn)).toEqual([false, true]);
    const mail = await verify(address);
    await expect(caller.verifiedRecipient.setOwn({ id: mail.id })).rejects.toThrow(/verified phone number/);
  });
});

test("strangers see, verify, choose and remove none of mine, and nobody who isn't signed in any", async () => {
  const { recipient } = await caller.verifiedRecipient.requestCode(phone);
  const { id } = recipient;
  const code = sentCode();
  expect(await stranger.verifiedRecipient.list()).toEqual([]);
  await expect(stranger.verifiedRecipient.verifyCode({ id, code })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  await expect(stranger.verifiedRecipient.setOwn({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(stranger.verifiedRecipient.delete({ id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  for (const refused of [
    anonymous.verifiedRecipient.list(),
    anonymous.verifiedRecipient.requestCode(phone),
    anonymous.verifiedRecipient.verifyCode({ id, code }),
  ]) {
    await expect(refused).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  }
  const [row] = await database.db.select().from(verifiedRecipients).where(eq(verifiedRecipients.id, id));
  expect(row).toMatchObject({ verifiedAt: null, ownerId: mira.id });
});

test.each([
  [{ kind: "phone" as const, value: "030 901820" }, /has no country code/],
  [{ kind: "phone" as const, value: "+49 3" }, /is not a possible phone number/],
  [{ kind: "email" as const, value: "desk" }, /is not an e-mail address/],
])("%o is refused at its field", async (input, message) => {
  const refusal = await caller.verifiedRecipient.requestCode(input).catch((error) => error);
  expect(inputIssues(refusal.cause)).toEqual([{ field: "value", message: expect.stringMatching(message) }]);
  expect(providers.handedOver).toMatchObject({ texts: [], mails: [] });
});

test("a code for a phone is refused while the provider refuses the sender, and one for an address is not", async () => {
  const ask = (input: typeof phone | typeof address) => caller.verifiedRecipient.requestCode(input);
  providers.answerTextsWith({ kind: "refused", refusal: "account", code: "20003" });
  await expect(ask(phone)).rejects.toThrow("couldn't be reached");
  expect(providers.handedOver.texts).toHaveLength(1);
  await expect(ask(phone)).rejects.toMatchObject({
    code: "SERVICE_UNAVAILABLE",
    message: "Texts by Twilio can’t leave now: Twilio refused the account SID or auth token.",
    cause: { details: { reason: "sender_stopped" } },
  });
  expect(providers.handedOver.texts).toHaveLength(1);
  expect(await ask(address)).toMatchObject({ sent: "accepted" });
});

test("a number of a country that texts don't go to is refused at its field", async () => {
  own.installation = { ...own.installation, smsCountries: ["US", "CA"] };
  await expect(caller.verifiedRecipient.requestCode(phone)).rejects.toThrow(/allowed are US, CA/);
});
