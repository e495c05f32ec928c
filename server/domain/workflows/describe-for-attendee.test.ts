import { expect, test } from "vitest";
import { type AttendeeMessageFacts, describeForAttendee, isAwaited } from "./describe-for-attendee";
import { messageReasons, messageStates } from "./message-state";

const now = new Date("2026-11-24T09:00:00Z");
const message = (part: Partial<AttendeeMessageFacts>): AttendeeMessageFacts => ({
  channel: "sms",
  state: "planned",
  reason: null,
  code: null,
  dueAt: now,
  ...part,
});
const tomorrow = new Date("2026-11-25T09:00:00Z");

test("every state and reason has words, none of them of the trade", () => {
  for (const state of messageStates) {
    for (const reason of [null, ...messageReasons]) {
      const { label, meaning } = describeForAttendee(message({ state, reason }), now);
      expect(label).toMatch(/^[A-Z]/);
      expect(`${label} ${meaning}`).not.toMatch(/twilio|template|webhook|provider|skipped|superseded/i);
    }
  }
});

test.each([
  ["a message due later", { dueAt: tomorrow }, "Planned"],
  ["a message due now", { state: "armed" }, "On its way"],
  ["a text that was handed over", { state: "accepted" }, "Sent"],
  ["a text that arrived", { state: "delivered" }, "Delivered"],
  ["a text that did not arrive", { state: "undelivered", code: "30005" }, "Not delivered"],
] as const)("%s is so named", (_what, part, label) => {
  expect(describeForAttendee(message(part), now).label).toBe(label);
});

test("a failed delivery says what it means where the reader can do something about it", () => {
  const told = describeForAttendee(message({ state: "failed", code: "21610" }), now);
  expect(told).toMatchObject({ tone: "bad", meaning: expect.stringContaining("STOP") });
  const untold = describeForAttendee(message({ state: "failed", code: "30034" }), now);
  expect(untold.meaning).toBe("The phone network refused it.");
});

test.each([
  ["planned for later", { dueAt: tomorrow }, false],
  ["due", {}, true],
  ["being sent", { state: "sending" }, true],
  ["waiting for its receipt", { state: "accepted" }, true],
  ["an e-mail that was handed over", { state: "accepted", channel: "email" }, false],
  ["delivered", { state: "delivered" }, false],
  ["called off", { state: "cancelled", reason: "booking_cancelled" }, false],
] as const)("a message that is %s is awaited or not", (_what, part, awaited) => {
  expect(isAwaited(message(part), now)).toBe(awaited);
});
