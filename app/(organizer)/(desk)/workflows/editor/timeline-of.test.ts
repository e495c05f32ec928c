import { expect, test } from "vitest";
import { placeOf, timelineOf } from "./timeline-of";
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

test("places grow with the distance from the meeting, the furthest being at the end", () => {
  const hour = 3_600_000;
  const places = [0, 1, 24, 720].map((hours) => placeOf(-hours * hour, 0, -720 * hour));
  expect(places[0]).toBe(0);
  expect(places.at(-1)).toBe(1);
  expect(places.toSorted((a, b) => a - b)).toEqual(places);
  expect(places[1]).toBeGreaterThan(0.2);
});
