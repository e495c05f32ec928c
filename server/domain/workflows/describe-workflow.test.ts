import { describe, expect, test } from "vitest";
import type { Condition } from "./condition";
import { describeCondition } from "./describe-condition";
import { describeWorkflow } from "./describe-workflow";
import { stepActions, type Timing, workflowTriggers } from "./workflow";

const writing = { time: (at: string) => at, eventType: (id: number) => `Kind ${id}` };
const toAttendee = { action: "sms_attendee" as const, fallback: null };
const elapsed = (amount: number, unit: "minutes" | "hours" = "hours"): Timing => ({
  key: `${amount}${unit}`,
  kind: "elapsed",
  amount,
  unit,
});
const clock = (days: number): Timing => ({
  key: `c${days}`,
  kind: "clock",
  days,
  at: "18:00",
  zoneOf: "host",
});

describe("a workflow in a sentence", () => {
  test.each([
    ["before_meeting", [elapsed(24)], "Text the attendee 24 hours before every meeting"],
    [
      "attendance_not_confirmed",
      [elapsed(4)],
      "Text the attendee 4 hours before every meeting that they haven’t confirmed to come to",
    ],
    ["before_meeting", [elapsed(1)], "Text the attendee 1 hour before every meeting"],
    ["before_meeting", [elapsed(0)], "Text the attendee at the start of every meeting"],
    [
      "before_meeting",
      [clock(1), elapsed(15, "minutes")],
      "Text the attendee at 18:00 the day before and 15 minutes before every meeting",
    ],
    ["after_meeting", [clock(0)], "Text the attendee at 18:00 on the day of every meeting"],
    [
      "after_meeting",
      [elapsed(0), clock(3)],
      "Text the attendee at the end of and at 18:00 3 days after every meeting",
    ],
    ["cancelled", [], "Text the attendee when a meeting is cancelled"],
  ] as const)("says when it acts: %s, case %#", (trigger, timings, sentence) => {
    const rule = { trigger, timings: [...timings], conditions: [], steps: [toAttendee] };
    expect(describeWorkflow(rule, writing)).toBe(sentence);
  });

  test("joins what goes to several people and under which conditions", () => {
    const steps = [
      toAttendee,
      { action: "sms_host" as const, fallback: null },
      { action: "email_host" as const, fallback: null },
      toAttendee,
    ];
    const conditions: Condition[] = [
      { kind: "attendee", is: "first" },
      { kind: "event_type", eventTypeIds: [1, 2] },
    ];
    expect(describeWorkflow({ trigger: "new_booking", timings: [], conditions, steps }, writing)).toBe(
      "Text the attendee and you and e-mail you when a meeting is booked, if it is their first booking and it is “Kind 1” or “Kind 2”",
    );
  });

  test("has words for every action and trigger", () => {
    for (const trigger of workflowTriggers) {
      for (const action of stepActions) {
        const rule = { trigger, timings: [elapsed(1)], conditions: [], steps: [{ action, fallback: null }] };
        expect(describeWorkflow(rule, writing)).toMatch(
          /^(Text|E-mail|WhatsApp|Call) (the attendee|you|a number|an address|a webhook) /,
        );
      }
    }
  });
});

test.each<[Condition, string]>([
  [{ kind: "length", is: "at_most", minutes: 30 }, "the meeting takes at most 30 minutes"],
  [{ kind: "answer", question: "Plan", is: "not_equal", value: "Gold" }, "the answer to “Plan” isn’t “Gold”"],
  [{ kind: "answered", question: "Plan", isAnswered: false }, "“Plan” is not answered"],
  [
    { kind: "country", countries: ["DE", "AT", "CH"] },
    "their phone number is from Germany, Austria or Switzerland",
  ],
  [{ kind: "has_phone", hasPhone: true }, "there is a phone number"],
  [
    { kind: "start", weekdays: [2, 1], from: "00:00", until: "00:00", zoneOf: "host" },
    "it starts on Mon or Tue",
  ],
  [
    { kind: "start", weekdays: [1, 2, 3, 4, 5, 6, 7], from: "08:00", until: "12:00", zoneOf: "attendee" },
    "it starts on any day between 08:00 and 12:00 on the attendee’s clock",
  ],
])("a condition reads as what it asks, case %#", (condition, words) => {
  expect(describeCondition(condition, writing)).toBe(words);
});
