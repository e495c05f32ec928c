import { describe, expect, test } from "vitest";
import { allHold, type Condition, type ConditionFacts, judge } from "./condition";
import { conditionSchema } from "./condition-schema";

// Friday, 17:30 in New York, and Saturday, 7:30 in Tokyo.
const facts: ConditionFacts = {
  eventTypeId: 4,
  startsAt: new Date("2026-03-06T22:30:00Z"),
  endsAt: new Date("2026-03-06T23:15:00Z"),
  responses: { Topic: " Divorce ", Extras: ["coffee", "parking"], Empty: "" },
  host: { timeZone: "America/New_York" },
  attendee: { timeZone: "Asia/Tokyo", phoneNumber: "+4930901820", isReturning: true },
};
const friday = { kind: "start" as const, weekdays: [5], from: "17:00", until: "18:00" };

const cases: [boolean, Condition][] = [
  [true, { kind: "event_type", eventTypeIds: [3, 4] }],
  [false, { kind: "event_type", eventTypeIds: [3] }],
  [true, { kind: "length", is: "at_least", minutes: 45 }],
  [false, { kind: "length", is: "at_least", minutes: 46 }],
  [true, { kind: "length", is: "at_most", minutes: 45 }],
  [false, { kind: "length", is: "at_most", minutes: 44 }],
  [true, { kind: "answer", question: "Topic", is: "equal", value: "divorce" }],
  [false, { kind: "answer", question: "Topic", is: "not_equal", value: "DIVORCE" }],
  [true, { kind: "answer", question: "Extras", is: "equal", value: "parking" }],
  [true, { kind: "answer", question: "Topic", is: "containing", value: "vor" }],
  [false, { kind: "answer", question: "Unasked", is: "equal", value: "x" }],
  [true, { kind: "answer", question: "Unasked", is: "not_equal", value: "x" }],
  [false, { kind: "answer", question: "constructor", is: "containing", value: "f" }],
  [true, { kind: "answered", question: "Topic", isAnswered: true }],
  [true, { kind: "answered", question: "Empty", isAnswered: false }],
  [true, { kind: "attendee", is: "returning" }],
  [false, { kind: "attendee", is: "first" }],
  [true, { kind: "country", countries: ["AT", "DE"] }],
  [false, { kind: "country", countries: ["US"] }],
  [true, { kind: "has_phone", hasPhone: true }],
  [false, { kind: "has_phone", hasPhone: false }],
  [true, { ...friday, zoneOf: "host" }],
  [false, { ...friday, zoneOf: "attendee" }],
  [true, { ...friday, weekdays: [6], from: "22:00", until: "08:00", zoneOf: "attendee" }],
  [false, { ...friday, until: "17:30", zoneOf: "host" }],
  [true, { ...friday, from: "00:00", until: "00:00", zoneOf: "host" }],
];

describe("a condition", () => {
  test.each(cases)("holds (%s): %o, and says why in a sentence", (holds, condition) => {
    const verdict = judge(condition, facts);
    expect(verdict.holds).toBe(holds);
    expect(verdict.explanation).toMatch(/^[“A-Z].*\.$/);
    expect(conditionSchema.parse(condition)).toEqual(condition);
  });

  test("names what is and what must be", () => {
    expect(judge({ ...friday, zoneOf: "attendee" }, facts).explanation).toBe(
      "It starts on Saturday at 07:30 in the attendee’s zone; it must be on Friday from 17:00 until 18:00.",
    );
    expect(judge({ kind: "country", countries: ["US", "CA"] }, facts).explanation).toBe(
      "The phone number is from DE; it must be US or CA.",
    );
  });

  test("of several all must hold, and of none all do", () => {
    const [yes, no] = [cases[0]?.[1], cases[1]?.[1]] as [Condition, Condition];
    expect([allHold([], facts), allHold([yes, yes], facts), allHold([yes, no], facts)]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
