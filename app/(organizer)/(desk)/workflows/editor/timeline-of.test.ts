import { expect, test } from "vitest";
import { placesOf, timelineOf } from "./timeline-of";
import { emptyStep, type WorkflowDraft } from "./workflow-draft";

const now = new Date("2026-11-24T12:00:00Z");
const draft = (part: Partial<WorkflowDraft>) => ({
  trigger: "before_meeting" as const,
  timings: [],
  quietHours: null,
  steps: [emptyStep("sms_attendee"), emptyStep("email_host")],
  ...part,
});

test("the moments of a reminder stand in order before a meeting at ten", () => {
  const { startsAt, marks } = timelineOf(
    draft({
      timings: [
        { kind: "elapsed", amount: 1, unit: "hours" },
        { kind: "clock", days: 1, at: "18:00", zoneOf: "host" },
        { kind: "elapsed", amount: 200, unit: "days" },
      ],
    }),
    "Europe/Berlin",
    now,
  );
  expect(startsAt.toISOString()).toBe("2026-11-27T09:00:00.000Z");
  expect(marks.map(({ momentIndex, isSkipped }) => [momentIndex, isSkipped])).toEqual([
    [2, false],
    [1, false],
    [0, false],
  ]);
  expect(marks[1]?.dueAt.toISOString()).toBe("2026-11-26T17:00:00.000Z");
  expect(marks[1]?.actions).toEqual(["sms_attendee", "email_host"]);
});

test("what quiet hours move stands apart from what they don’t", () => {
  const { marks } = timelineOf(
    draft({
      timings: [{ kind: "elapsed", amount: 12, unit: "hours" }],
      quietHours: { from: "21:00", until: "08:00" },
    }),
    "Europe/Berlin",
    now,
  );
  expect(marks.map(({ actions, movedReason }) => [actions, movedReason])).toEqual([
    [["sms_attendee"], "quiet_hours"],
    [["email_host"], null],
  ]);
});

test("what happens at once has no marks", () => {
  expect(timelineOf(draft({ trigger: "cancelled" }), "UTC", now).marks).toEqual([]);
});

const hourMs = 3_600_000;

test("places grow with the distance from the meeting, and none covers another", () => {
  const places = placesOf([720, 24, 16, 13, 1, 0].map((hours) => hours * hourMs));
  expect(places[0]).toBe(1);
  expect(places.at(-1)).toBe(0);
  const rising = places.toReversed();
  for (const [index, place] of rising.entries()) {
    if (index > 0) expect(place - (rising[index - 1] ?? 0)).toBeGreaterThan(0.11);
  }
});

test("as many moments as there can be find room", () => {
  const places = placesOf(Array.from({ length: 20 }, (_, index) => index * hourMs));
  expect(Math.max(...places)).toBeLessThanOrEqual(1);
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(new Set(places.map((place) => place.toFixed(3))).size).toBe(20);
  expect(placesOf([])).toEqual([]);
});
