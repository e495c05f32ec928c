import { describe, expect, test } from "vitest";
import { type PlanFacts, planTimed } from "./plan-messages";
import type { Workflow } from "./workflow";

const now = new Date("2026-03-02T08:00:00Z");
const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);

const booking = (startsInHours: number, timeZone = "UTC"): PlanFacts => ({
  startsAt: at(startsInHours),
  endsAt: at(startsInHours + 0.5),
  attendanceConfirmedAt: null,
  eventTypeId: 1,
  responses: {},
  host: { email: "maya@example.com", phoneNumber: null, timeZone: "UTC" },
  attendee: { email: "ada@example.com", phoneNumber: "+14155552671", timeZone, isReturning: false },
});

const hoursBefore = (...hours: number[]) =>
  hours.map((amount) => ({ key: `${amount}`, kind: "elapsed" as const, amount, unit: "hours" as const }));

const unused = {
  verifiedRecipientId: null,
  sendTo: null,
  includeCalendarEvent: false,
  contentSid: null,
  webhookUrl: null,
  isSigned: false,
  fallback: null,
};

function workflow(more: Partial<Workflow> = {}): Workflow {
  const step = { id: 7, stepNumber: 1, body: "Hi", subject: null, phoneRequired: false, ...unused };
  return {
    id: 3,
    name: "Remind",
    trigger: "before_meeting",
    timings: hoursBefore(24),
    lateBooking: { kind: "skip" },
    quietHours: null,
    conditions: [],
    steps: [{ ...step, action: "sms_attendee" }],
    ...more,
  };
}

const planned = (rule: Workflow, facts: PlanFacts) =>
  planTimed(rule, { booking: facts, now }).map(({ dueAt, movedFromAt, movedReason, skipReason }) => ({
    dueAt,
    movedFromAt,
    movedReason,
    skipReason,
  }));

describe("a booking that comes later than its reminder", () => {
  const asUsual = { movedFromAt: null, movedReason: null, skipReason: null };
  const late = (hours: number) => ({
    dueAt: now,
    movedFromAt: at(hours),
    movedReason: "late_booking",
    skipReason: null,
  });
  const tooLate = (hours: number) => ({ ...asUsual, dueAt: at(hours), skipReason: "too_late" });

  test.each([
    ["is not reminded", { kind: "skip" }, tooLate(-22)],
    ["is reminded at once", { kind: "send_now" }, late(-22)],
    ["is reminded at once with time to spare", { kind: "send_if", moreThanMinutes: 119 }, late(-22)],
    ["is not reminded with too little time", { kind: "send_if", moreThanMinutes: 120 }, tooLate(-22)],
  ] as const)("%s: %o", (_, lateBooking, expected) => {
    expect(planned(workflow({ lateBooking }), booking(2))).toEqual([expected]);
  });

  test("gets one text for all the moments that have passed, and the others in time", () => {
    const rule = workflow({ lateBooking: { kind: "send_now" }, timings: hoursBefore(48, 24, 1) });
    expect(planned(rule, booking(2))).toEqual([tooLate(-46), late(-22), { ...asUsual, dueAt: at(1) }]);
  });
});

describe("a reminder", () => {
  const untilOf = (timings: Workflow["timings"]) =>
    planTimed(workflow({ timings }), { booking: booking(30), now }).map(
      ({ dueAt, relevantUntilAt, skipReason }) => ({ dueAt, relevantUntilAt, skipReason }),
    );

  test("for the start itself can be sent in the minutes after it, and any other until the start", () => {
    const forStart = { dueAt: at(30), relevantUntilAt: at(30 + 5 / 60), skipReason: null };
    expect(untilOf(hoursBefore(0))).toEqual([forStart]);
    const onTheClock = { key: "c", kind: "clock" as const, days: 0, zoneOf: "host" as const };
    expect(untilOf([{ ...onTheClock, at: "14:00" }])).toEqual([forStart]);
    expect(untilOf(hoursBefore(1))).toEqual([{ dueAt: at(29), relevantUntilAt: at(30), skipReason: null }]);
    expect(untilOf([{ ...onTheClock, at: "14:01" }])).toMatchObject([{ skipReason: "too_late" }]);
  });
});

describe("quiet hours", () => {
  const quietHours = { from: "21:00", until: "08:00" };

  test("move a text to their nearer end and say from when and why", () => {
    // 03:00 in New York, where the meeting is at 9:00.
    const rule = workflow({ quietHours, timings: hoursBefore(6) });
    expect(planned(rule, booking(30, "America/New_York"))).toEqual([
      { dueAt: at(29), movedFromAt: at(24), movedReason: "quiet_hours", skipReason: null },
    ]);
  });

  test("leave e-mails alone", () => {
    const [step] = workflow().steps;
    const mails = [{ ...step!, action: "email_attendee" as const, subject: "Hi" }];
    const rule = workflow({ quietHours, timings: hoursBefore(6), steps: mails });
    expect(planned(rule, booking(30, "America/New_York"))).toMatchObject([
      { dueAt: at(24), movedReason: null },
    ]);
  });

  test("keep back a late reminder that would come at night with no morning before the meeting", () => {
    // It is midnight in Los Angeles, and the meeting is at 5:00.
    const rule = workflow({ quietHours, lateBooking: { kind: "send_now" } });
    expect(planned(rule, booking(5, "America/Los_Angeles"))).toMatchObject([{ skipReason: "quiet_hours" }]);
  });

  test("put off a follow-up to the morning, for which it stays of use", () => {
    const rule = workflow({ quietHours, trigger: "after_meeting", timings: hoursBefore(1) });
    const [followUp] = planTimed(rule, { booking: booking(13), now });
    // The meeting ends at 21:30.
    expect(followUp).toMatchObject({ dueAt: at(24), movedFromAt: at(14.5), relevantUntilAt: at(48) });
  });
});

describe("a text for those who haven't confirmed", () => {
  const ask = workflow({ trigger: "attendance_not_confirmed" });

  test("is planned as a reminder is, with its rules for late bookings and quiet hours", () => {
    const rules: Partial<Workflow>[] = [
      {},
      { lateBooking: { kind: "send_now" }, timings: hoursBefore(24, 48) },
      { quietHours: { from: "21:00", until: "08:00" }, timings: hoursBefore(10) },
    ];
    for (const rule of rules) {
      for (const hours of [6, 20, 30, 44, 72]) {
        const input = { booking: booking(hours, "America/New_York"), now };
        expect(planTimed({ ...ask, ...rule }, input)).toEqual(planTimed(workflow(rule), input));
      }
    }
  });

  test("is not owed once attendance is confirmed", () => {
    const confirmed = { ...booking(72), attendanceConfirmedAt: now };
    expect(planTimed(ask, { booking: confirmed, now })).toEqual([]);
    expect(planTimed(workflow(), { booking: confirmed, now })).toHaveLength(1);
  });
});
