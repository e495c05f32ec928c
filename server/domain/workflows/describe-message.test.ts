import { describe, expect, test } from "vitest";
import { describeMessage, isMoving, type MessageFacts } from "./describe-message";
import { messageStates } from "./message-state";
import { summarizeMessages } from "./summarize-messages";

const now = new Date("2026-11-24T10:00:00Z");
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

function message(facts: Partial<MessageFacts> = {}): MessageFacts {
  return {
    channel: "sms",
    state: "planned",
    reason: null,
    code: null,
    dueAt: inMinutes(60),
    createdAt: inMinutes(-60),
    updatedAt: inMinutes(-60),
    nextAttemptAt: null,
    retriedById: null,
    ...facts,
  };
}

describe("how a message is spoken of", () => {
  test.each(messageStates)("%s has a headline and whole sentences in both channels", (state) => {
    for (const channel of ["sms", "email"] as const) {
      const stopped = state === "cancelled" || state === "superseded" || state === "skipped";
      const facts = message({
        channel,
        state,
        code: "timeout",
        reason: stopped ? "booking_cancelled" : null,
      });
      const { headline, meaning } = describeMessage(facts, now);
      expect(headline).toMatch(/^[A-Z][a-z ]+$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
  });

  test.each([
    [{ state: "armed", dueAt: inMinutes(1) }, "waiting", "Scheduled"],
    [{ state: "armed", dueAt: now }, "moving", "On its way out"],
    [{ state: "accepted", channel: "email" }, "good", "Sent"],
    [{ state: "accepted", updatedAt: inMinutes(-1) }, "moving", "Sent"],
    [{ state: "accepted", updatedAt: inMinutes(-10) }, "waiting", "Sent"],
    [{ state: "failed", code: "21610" }, "bad", "Failed"],
    [{ state: "unconfirmed" }, "warn", "Not confirmed"],
    [{ state: "skipped", reason: "no_phone" }, "off", "Not sent"],
    [{ state: "skipped", reason: "body_empty" }, "bad", "Not sent"],
  ] as const)("%o is %s: %s", (facts, tone, headline) => {
    expect(describeMessage(message(facts), now)).toMatchObject({ tone, headline });
  });

  test("one that was sent again doesn't need anybody any more", () => {
    const failed = message({ state: "failed", code: "21408", retriedById: "the one after it" });
    expect(describeMessage(failed, now)).toMatchObject({ tone: "off", headline: "Failed" });
    expect(describeMessage(failed, now).meaning).toMatch(/ You had it sent again\.$/);
    expect(describeMessage({ ...failed, state: "delivered", code: null }, now).tone).toBe("good");
  });

  test("one dropped too late is bad only if there had been time", () => {
    const skipped = { state: "skipped", reason: "too_late" } as const;
    const never = message({ ...skipped, createdAt: now, dueAt: inMinutes(-1) });
    const missed = message({ ...skipped, createdAt: inMinutes(-5), dueAt: inMinutes(-1) });
    expect(describeMessage(never, now).tone).toBe("off");
    expect(describeMessage(missed, now).tone).toBe("bad");
  });
});

describe("whether watching a message is worth while", () => {
  test.each([
    [{ state: "planned", dueAt: inMinutes(2) }, false],
    [{ state: "planned", dueAt: inMinutes(1) }, true],
    [{ state: "retrying", dueAt: inMinutes(-9), nextAttemptAt: inMinutes(5) }, false],
    [
      {
        state: "retrying",
        dueAt: inMinutes(-9),
        nextAttemptAt: inMinutes(0.5),
        heldBySenderId: "twilio:texts",
      },
      false,
    ],
    [{ state: "retrying", dueAt: inMinutes(-9), nextAttemptAt: inMinutes(0.5) }, true],
    [{ state: "reconciling" }, true],
    [{ state: "accepted", channel: "email", updatedAt: now }, false],
    [{ state: "accepted", updatedAt: inMinutes(-9) }, true],
    [{ state: "delivered" }, false],
  ] as const)("%o: %s", (facts, expected) => {
    expect(isMoving(message(facts), now)).toBe(expected);
  });
});

describe("the messages of a booking at a glance", () => {
  test("the worst counts, what isn't owed any more doesn't, and the next is the earliest to come", () => {
    const summary = summarizeMessages(
      [
        message({ state: "cancelled", reason: "booking_cancelled" }),
        message({ dueAt: inMinutes(90) }),
        message({ dueAt: inMinutes(30), channel: "email" }),
        message({ state: "undelivered", code: "30003" }),
        message({ state: "delivered" }),
      ],
      now,
    );
    expect(summary).toEqual({
      worst: { tone: "bad", headline: "Not delivered", channel: "sms" },
      next: { channel: "email", dueAt: inMinutes(30).toISOString() },
      isMoving: false,
    });
  });

  test("a booking that owes nothing has nothing to say", () => {
    expect(summarizeMessages([], now)).toEqual({ worst: null, next: null, isMoving: false });
    const skipped = message({ state: "skipped", reason: "no_phone" });
    expect(summarizeMessages([skipped], now).worst).toBeNull();
  });
});
