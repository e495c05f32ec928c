import { describe, expect, test } from "vitest";
import type { Condition } from "./condition";
import { contradiction } from "./contradiction";
import { type FiringEventType, whyNeverFires } from "./why-never-fires";
import type { Workflow } from "./workflow";
import type { ActiveOn } from "./workflow-input";

const text = {
  id: 1,
  stepNumber: 1,
  action: "sms_attendee",
  body: "Hi",
  subject: null,
  phoneRequired: false,
  verifiedRecipientId: null,
  sendTo: null,
  includeCalendarEvent: false,
  contentSid: null,
  webhookUrl: null,
  isSigned: false,
  fallback: null,
} satisfies Workflow["steps"][number];
const mailToHost = { ...text, id: 2, action: "email_host" as const, subject: "Hi" };
const short: FiringEventType = {
  id: 1,
  lengthMinutes: 30,
  lengthOptionsMinutes: [],
  confirmation: "none",
};
const long: FiringEventType = { ...short, id: 2, lengthMinutes: 45, lengthOptionsMinutes: [45, 90] };

function why(part: Partial<Workflow>, activeOn: ActiveOn = { kind: "all" }, eventTypes = [short, long]) {
  const workflow: Workflow = {
    id: 1,
    name: "Tell",
    trigger: "new_booking",
    timings: [],
    lateBooking: { kind: "skip" },
    quietHours: null,
    conditions: [],
    steps: [text],
    ...part,
  };
  return whyNeverFires({ workflow, activeOn }, eventTypes);
}

describe("a workflow that is on", () => {
  test("fires without conditions, and where one of its event types fits them", () => {
    expect(why({})).toBeNull();
    expect(why({ conditions: [{ kind: "length", is: "at_least", minutes: 90 }] })).toBeNull();
    expect(why({ conditions: [{ kind: "event_type", eventTypeIds: [2, 9] }] })).toBeNull();
  });

  test("never fires where none of its event types is left", () => {
    expect(why({}, { kind: "event_types", eventTypeIds: [7] })?.field).toBe("activeOn");
    expect(why({}, { kind: "all" }, [])?.field).toBe("activeOn");
    expect(why({ conditions: [{ kind: "event_type", eventTypeIds: [7] }] })?.field).toBe("conditions");
    const apart: Condition[] = [1, 2].map((id) => ({ kind: "event_type", eventTypeIds: [id] }));
    expect(why({ conditions: apart })?.field).toBe("conditions");
  });

  test("never fires for a length that its own event types don’t have, and names theirs", () => {
    const conditions: Condition[] = [{ kind: "length", is: "at_least", minutes: 91 }];
    expect(why({ conditions })?.message).toContain("take 30, 45 or 90 minutes");
    const ofShort: Condition[] = [
      { kind: "event_type", eventTypeIds: [1] },
      { kind: "length", is: "at_least", minutes: 60 },
    ];
    expect(why({ conditions: ofShort })?.message).toContain("take 30 minutes");
    const between: Condition[] = [
      { kind: "length", is: "at_least", minutes: 50 },
      { kind: "length", is: "at_most", minutes: 80 },
    ];
    expect(why({ conditions: between })?.field).toBe("conditions");
  });

  test.each(["requested", "confirmed", "declined"] as const)(
    "never fires for %s where nothing is confirmed",
    (trigger) => {
      expect(why({ trigger })?.field).toBe("trigger");
      const asked = { ...long, confirmation: "short_notice" as const };
      expect(why({ trigger }, { kind: "all" }, [short, asked])).toBeNull();
      const onlyShort: Condition[] = [{ kind: "length", is: "at_most", minutes: 30 }];
      expect(why({ trigger, conditions: onlyShort }, { kind: "all" }, [short, asked])?.field).toBe("trigger");
    },
  );

  test("reaches nobody where it texts attendees who have no number, unless a step goes elsewhere", () => {
    const conditions: Condition[] = [{ kind: "has_phone", hasPhone: false }];
    expect(why({ conditions })?.field).toBe("steps");
    expect(why({ conditions, steps: [text, mailToHost] })).toBeNull();
  });
});

test("nothing is said of a workflow that is off", () => {
  expect(why({ conditions: [{ kind: "event_type", eventTypeIds: [7] }] }, { kind: "off" })).toBeNull();
});

const start = (weekdays: number[], from: string, until: string, zoneOf: "host" | "attendee" = "host") =>
  ({ kind: "start", weekdays, from, until, zoneOf }) satisfies Condition;
const answer = (is: "equal" | "not_equal" | "containing", value: string) =>
  ({ kind: "answer", question: "Plan", is, value }) satisfies Condition;

describe("conditions contradict each other", () => {
  test.each<[string, Condition[]]>([
    [
      "a length",
      [
        { kind: "length", is: "at_least", minutes: 60 },
        { kind: "length", is: "at_most", minutes: 30 },
      ],
    ],
    ["an answer that is and isn’t a text", [answer("equal", "Gold"), answer("not_equal", " gold")]],
    [
      "an answer where there is none",
      [answer("containing", "x"), { kind: "answered", question: "Plan", isAnswered: false }],
    ],
    [
      "answered and not",
      [true, false].map((isAnswered) => ({ kind: "answered", question: "Plan", isAnswered })),
    ],
    [
      "first and returning",
      [
        { kind: "attendee", is: "first" },
        { kind: "attendee", is: "returning" },
      ],
    ],
    ["a number and none", [true, false].map((hasPhone) => ({ kind: "has_phone", hasPhone }))],
    [
      "a country without a number",
      [
        { kind: "country", countries: ["DE"] },
        { kind: "has_phone", hasPhone: false },
      ],
    ],
    [
      "two countries",
      [
        { kind: "country", countries: ["DE"] },
        { kind: "country", countries: ["AT", "CH"] },
      ],
    ],
    ["days", [start([1, 2], "00:00", "00:00"), start([6, 7], "00:00", "00:00")]],
    ["hours", [start([1], "08:00", "12:00"), start([1], "12:00", "17:00")]],
  ])("by %s", (_, conditions) => {
    expect(contradiction(conditions)).toMatch(/\.$/);
    expect(contradiction(conditions.toReversed())).toMatch(/\.$/);
    for (const condition of conditions) expect(contradiction([condition])).toBeNull();
  });

  test("and not where one booking can fit them all", () => {
    expect(contradiction([])).toBeNull();
    expect(contradiction([answer("equal", "Gold"), answer("equal", "Silver")])).toBeNull();
    expect(
      contradiction([answer("not_equal", "Gold"), { kind: "answered", question: "Plan", isAnswered: false }]),
    ).toBeNull();
    expect(contradiction([start([5], "22:00", "06:00"), start([5], "05:00", "09:00")])).toBeNull();
    expect(
      contradiction([start([1], "08:00", "12:00"), start([2], "12:00", "17:00", "attendee")]),
    ).toBeNull();
    expect(
      contradiction([
        { kind: "country", countries: ["DE", "AT"] },
        { kind: "country", countries: ["AT"] },
      ]),
    ).toBeNull();
  });
});
