import { describe, expect, test } from "vitest";
import { describeFallback, describeFollowing } from "./describe-fallback";
import {
  fallbackDueAt,
  fallbackKinds,
  fallbackOf,
  isSameFallback,
  type MessageFallback,
  mayFallBack,
  planFallback,
  type StepFallback,
} from "./fallback";
import { nextReceiptLookAt } from "./message-timing";
import { type StepAction, stepActions } from "./workflow";

const parties = { host: { email: "mira@example.org" }, attendee: { email: "ada@example.org" } };
const toMail: StepFallback = { kind: "email", afterMinutes: 10, subject: null, body: null };
const step = (action: StepAction, fallback: StepFallback | null) => ({ action, body: "Hi", fallback });
const now = new Date("2026-03-02T08:00:00Z");

describe("what follows the texts of a step", () => {
  test("is a mail to the same person that says the same, with a subject that names the meeting", () => {
    expect(fallbackOf(step("sms_attendee", toMail), parties)).toEqual({
      ...{ kind: "email", afterMinutes: 10, to: "ada@example.org" },
      subject: "{EVENT_NAME}: {EVENT_DATE}, {EVENT_TIME}",
      body: "Hi",
    });
    expect(fallbackOf(step("whatsapp_attendee", toMail), parties)).toMatchObject({ to: "ada@example.org" });
  });

  test("has words of its own where the step gives them", () => {
    const fallback = { ...toMail, subject: "Tomorrow", body: "See you" };
    expect(fallbackOf(step("sms_host", fallback), parties)).toMatchObject({
      ...{ to: "mira@example.org", subject: "Tomorrow", body: "See you" },
    });
  });

  test("goes to nobody where there is no address", () => {
    const noMail = { ...parties, attendee: { email: null } };
    expect(fallbackOf(step("sms_attendee", toMail), noMail)).toMatchObject({ to: "" });
  });

  test("suits the action: mails for people, the other provider for texts by SMS, nothing for mails", () => {
    const allowed = stepActions.map((action) => [
      action,
      fallbackKinds.filter((kind) => mayFallBack(action, kind)).join(" "),
    ]);
    expect(Object.fromEntries(allowed)).toMatchObject({
      sms_attendee: "email other_provider",
      sms_host: "email other_provider",
      sms_number: "other_provider",
      whatsapp_attendee: "email",
      whatsapp_number: "",
      email_attendee: "",
      email_host: "",
      email_address: "",
    });
    expect(fallbackOf(step("email_attendee", toMail), parties)).toBeNull();
    expect(fallbackOf(step("sms_attendee", null), parties)).toBeNull();
  });
});

test("fallbacks are the same if all of them is", () => {
  const mail = fallbackOf(step("sms_attendee", toMail), parties);
  const other: MessageFallback = { kind: "other_provider", afterMinutes: 10 };
  expect(isSameFallback(mail, fallbackOf(step("sms_attendee", toMail), parties))).toBe(true);
  expect(isSameFallback(null, null)).toBe(true);
  const others = [null, other, mail && { ...mail, afterMinutes: null }, { ...mail, body: "Other" }];
  for (const each of others) expect(isSameFallback(mail, each as MessageFallback)).toBe(false);
  expect(isSameFallback(other, mail)).toBe(false);
});

test("time is waited for only where the fallback says how long", () => {
  const at = (afterMinutes: number | null) =>
    fallbackDueAt({ kind: "other_provider", afterMinutes }, now)?.toISOString() ?? null;
  expect([at(1), at(1440), at(null)]).toEqual(["2026-03-02T08:01:00.000Z", "2026-03-03T08:00:00.000Z", null]);
  expect(fallbackDueAt(null, now)).toBeNull();
});

test("the next look for a receipt is when the text is to be followed, if that is sooner", () => {
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  expect(nextReceiptLookAt(0, null, now)).toEqual(inMinutes(10));
  expect(nextReceiptLookAt(0, inMinutes(3), now)).toEqual(inMinutes(3));
  expect(nextReceiptLookAt(0, inMinutes(30), now)).toEqual(inMinutes(10));
  expect(nextReceiptLookAt(1, inMinutes(20), now)).toEqual(inMinutes(20));
  expect(nextReceiptLookAt(4, inMinutes(20), now)).toBeNull();
});

describe("the message that follows a text", () => {
  const parent = {
    ...{ id: "p1", workflowId: 1, stepId: 2, workflowName: "Remind", stepNumber: 1, occurrence: "k" },
    ...{ channel: "sms" as const, recipientRole: "attendee" as const, recipient: "+4930901820" },
    bodyTemplate: "See you",
    relevantUntilAt: new Date(now.getTime() + 1),
  };
  const mail = fallbackOf(step("sms_attendee", toMail), parties);

  test("is a mail that is due at once, of use as long as the text, and followed by nothing", () => {
    expect(planFallback({ ...parent, fallback: mail }, null, now)).toMatchObject({
      ...{ source: "fallback:p1", parentMessageId: "p1", workflowId: 1, stepId: 2, occurrence: "k" },
      ...{ channel: "email", recipient: "ada@example.org", provider: null, skipReason: null, fallback: null },
      dueAt: now,
      relevantUntilAt: parent.relevantUntilAt,
    });
  });

  test("or the text by the provider that hasn't tried", () => {
    const other = { ...parent, fallback: { kind: "other_provider" as const, afterMinutes: null } };
    expect(planFallback(other, "http", now)).toMatchObject({
      ...{ channel: "sms", recipient: "+4930901820", bodyTemplate: "See you", subjectTemplate: null },
      ...{ provider: "http", skipReason: null },
    });
    expect(planFallback(other, null, now)).toMatchObject({ skipReason: "no_other_provider" });
  });

  test("isn't sent where nobody has an address, and isn't there where nothing follows or it is too late", () => {
    const nobody = mail?.kind === "email" ? { ...mail, to: "" } : null;
    expect(planFallback({ ...parent, fallback: nobody }, null, now)).toMatchObject({
      skipReason: "no_email",
    });
    expect(planFallback({ ...parent, fallback: null }, null, now)).toBeNull();
    expect(planFallback({ ...parent, fallback: mail }, null, parent.relevantUntilAt)).toBeNull();
  });
});

test.each([
  [null, "if the text isn’t delivered, an e-mail goes out instead"],
  [1, "if the text isn’t delivered within a minute, an e-mail goes out instead"],
  [10, "if the text isn’t delivered within 10 minutes, an e-mail goes out instead"],
  [60, "if the text isn’t delivered within an hour, an e-mail goes out instead"],
  [120, "if the text isn’t delivered within 2 hours, an e-mail goes out instead"],
  [1440, "if the text isn’t delivered within a day, an e-mail goes out instead"],
])("a fallback reads as what happens, after %s minutes", (afterMinutes, words) => {
  expect(describeFallback({ kind: "email", afterMinutes })).toBe(words);
});

test("every kind of fallback, and whatever follows, has words", () => {
  for (const kind of fallbackKinds)
    expect(describeFallback({ kind, afterMinutes: null })).toMatch(/^if the text/);
  expect(describeFollowing("email")).not.toBe(describeFollowing("sms"));
});
