import { describe, expect, test } from "vitest";
import {
  afterFailedCheck,
  afterPassedCheck,
  afterProof,
  afterRefusal,
  newSender,
  senderCheckDelayMs,
} from "./sender-changes";
import { type SenderFacts, senderStates, senderTransitions } from "./sender-state";

const now = new Date("2026-11-02T08:00:00Z");
const minutes = (count: number) => new Date(now.getTime() + count * 60_000);
const refuse = (code: string, sender = newSender, at = now) => afterRefusal(sender, code, at);
const failed = (sender: SenderFacts, code: string | null, at: Date, isAskedFor = false) =>
  afterFailedCheck(sender, { code, isAskedFor }, at);

describe("a sender whose account is refused", () => {
  test("stops, is checked in a minute and has the operator told", () => {
    expect(refuse("20003")).toEqual({
      state: "stopped",
      code: "20003",
      stoppedAt: now,
      nextCheckAt: minutes(1),
      resumesBy: "check",
      resumedAt: null,
      failureCount: 1,
      notifiedAt: null,
      recoveredAt: null,
    });
  });

  test("isn't changed by refusals of what was under way", () => {
    const stopped = refuse("20003");
    expect(refuse("21606", stopped, minutes(0.5))).toBe(stopped);
  });

  test.each([
    ["20003", "check"],
    ["30002", "check"],
    ["smtp_535", "check"],
    ["21606", "message"],
    ["63038", "message"],
    ["smtp_530", "message"],
    ["a_code_of_tomorrow", "message"],
  ])("for %s resumes by a %s", (code, proof) => {
    expect(refuse(code).resumesBy).toBe(proof);
  });

  test("is checked after 1, 2, 4, 8 minutes and then every 15", () => {
    expect([1, 2, 3, 4, 5, 6, 50].map((count) => senderCheckDelayMs(count) / 60_000)).toEqual([
      1, 2, 4, 8, 15, 15, 15,
    ]);
    let sender = refuse("20003");
    for (const [wait, next] of [
      [1, 3],
      [3, 7],
    ] as const) {
      sender = failed(sender, "20003", minutes(wait));
      expect(sender.nextCheckAt).toEqual(minutes(next));
    }
  });

  test("keeps its time when somebody asks in between, and tells the newest code", () => {
    const asked = failed(refuse("20003"), "30002", minutes(0.5), true);
    expect(asked).toMatchObject({ code: "30002", nextCheckAt: minutes(1), failureCount: 1 });
  });

  test("is checked again when the provider couldn't be asked", () => {
    expect(failed(refuse("20003"), null, minutes(1))).toMatchObject({
      state: "stopped",
      code: "20003",
      nextCheckAt: minutes(3),
    });
  });
});

describe("a sender that works", () => {
  test("stops when a check is refused, and not when the provider can't be asked", () => {
    expect(failed(newSender, "20003", now)).toMatchObject({ state: "stopped", code: "20003" });
    expect(failed(newSender, null, now)).toBe(newSender);
    expect(afterPassedCheck(newSender, now)).toBe(newSender);
  });
});

describe("a stopped sender whose check passes", () => {
  test("works at once where the check sees what was wrong", () => {
    expect(afterPassedCheck(refuse("20003"), minutes(1))).toMatchObject({
      state: "working",
      code: null,
      stoppedAt: null,
      nextCheckAt: null,
      resumedAt: minutes(1),
    });
  });

  test("is on probation where it doesn't, and works once a message gets through", () => {
    const probing = afterPassedCheck(refuse("21606"), minutes(1));
    expect(probing).toMatchObject({ state: "probing", code: "21606", stoppedAt: now, nextCheckAt: null });
    expect(afterProof(probing, minutes(2))).toEqual({ ...newSender, resumedAt: minutes(2) });
  });

  test("waits longer after each refused probe, as the same stop that was told of", () => {
    const told = { ...refuse("21606"), notifiedAt: now };
    const again = refuse("21606", afterPassedCheck(told, minutes(1)), minutes(1));
    expect(again).toMatchObject({
      state: "stopped",
      stoppedAt: now,
      nextCheckAt: minutes(3),
      failureCount: 2,
      notifiedAt: now,
    });
  });

  test("and that is refused again soon resumes by a message next time, untold", () => {
    const told = { ...refuse("20003"), notifiedAt: now };
    const resumed = afterPassedCheck(told, minutes(1));
    expect(refuse("20003", resumed, minutes(10))).toMatchObject({
      resumesBy: "message",
      failureCount: 2,
      notifiedAt: now,
    });
    const proved = afterProof(resumed, minutes(2));
    expect(refuse("20003", proved, minutes(10))).toMatchObject({ resumesBy: "check", notifiedAt: null });
    expect(refuse("20003", resumed, minutes(90))).toMatchObject({ resumesBy: "check", notifiedAt: null });
  });
});

test("no change leads where the table of states doesn't", () => {
  const facts: SenderFacts[] = [
    newSender,
    refuse("20003"),
    refuse("21606"),
    afterPassedCheck(refuse("21606"), now),
  ];
  const seen = facts.flatMap((sender) =>
    [
      refuse("20003", sender),
      afterPassedCheck(sender, now),
      failed(sender, "21606", now),
      failed(sender, null, now),
      afterProof(sender, now),
    ]
      .filter(({ state }) => state !== sender.state)
      .map(({ state }) => [sender.state, state] as const),
  );
  for (const [from, to] of seen) expect(senderTransitions[from]).toContain(to);
  const reached = new Set(seen.map(([from, to]) => `${from}>${to}`));
  const allowed = senderStates.flatMap((from) => senderTransitions[from].map((to) => `${from}>${to}`));
  expect([...reached].sort()).toEqual(allowed.sort());
});
