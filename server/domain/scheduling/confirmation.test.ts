import { expect, test } from "vitest";
import { needsConfirmation } from "./confirmation";

const nowMs = Date.parse("2026-11-02T08:00:00Z");
const inHours = (hours: number) => nowMs + hours * 3_600_000;

test("bookings are agreed at once unless I say otherwise", () => {
  expect(needsConfirmation({ kind: "none" }, inHours(1), nowMs)).toBe(false);
});

test("I want to confirm every booking", () => {
  expect(needsConfirmation({ kind: "always", pendingHoldsTime: true }, inHours(1000), nowMs)).toBe(true);
});

test("I want to confirm what comes with less than a day's notice, and nothing else", () => {
  const policy = { kind: "short_notice", noticeMinutes: 1440, pendingHoldsTime: true } as const;
  expect(needsConfirmation(policy, inHours(24) - 1, nowMs)).toBe(true);
  expect(needsConfirmation(policy, inHours(24), nowMs)).toBe(false);
});
