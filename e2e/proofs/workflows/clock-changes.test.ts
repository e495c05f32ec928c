import { expect, test } from "vitest";
import { zonesToTry, zoneTransitions } from "@/server/domain/scheduling/testing/zones";
import { type PlanFacts, planTimed } from "@/server/domain/workflows/plan-messages";
import { timingDueAt } from "@/server/domain/workflows/timing-due-at";
import type { Workflow } from "@/server/domain/workflows/workflow";
import { createDice } from "./dice";
import { addDays, instantAt, minutesOf, readingAt } from "./local-clock";

const seed = Number(process.env.PROVE_SEED ?? 20_261_124);

const hourMs = 3_600_000;
const untilMs = Date.UTC(2031, 0, 1);
const zones = zonesToTry(40);
const changes = zones.flatMap((timeZone) =>
  zoneTransitions(timeZone)
    .filter((changeMs) => changeMs < untilMs)
    .map((changeMs) => ({ timeZone, changeMs })),
);
const hoursFromChange = [-1, 0.5, 1, 12, 23, 24, 25, 36, 48];

/** Meetings of half an hour around a change of clocks, for an attendee whose clock it is. */
function meetingsAround({ timeZone, changeMs }: (typeof changes)[number]): PlanFacts[] {
  return hoursFromChange.map((hours) => ({
    startsAt: new Date(changeMs + hours * hourMs),
    endsAt: new Date(changeMs + (hours + 0.5) * hourMs),
    attendanceConfirmedAt: null,
    eventTypeId: 1,
    responses: {},
    host: { email: "maya@example.com", phoneNumber: null, timeZone: "UTC" },
    attendee: { email: "ada@example.com", phoneNumber: "+14155552671", timeZone, isReturning: false },
  }));
}

function timeOf(minutes: number): string {
  const within = (minutes + 1440) % 1440;
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(within / 60))}:${two(within % 60)}`;
}

test("24 hours before a meeting is 24 hours that pass, at every change of clocks", () => {
  const day = { kind: "elapsed", amount: 24, unit: "hours" } as const;
  for (const meeting of changes.flatMap(meetingsAround)) {
    const dueAt = timingDueAt("before_meeting", day, meeting);
    expect(meeting.startsAt.getTime() - dueAt.getTime()).toBe(24 * hourMs);
  }
});

test("the day before at 18:00, or at a time that the change skips or doubles, is what a clock there shows", () => {
  let checked = 0;
  for (const change of changes) {
    // The minutes around the change itself are those that are skipped or come twice.
    const atChange = readingAt(change.changeMs - 60_000, change.timeZone).minutes + 1;
    for (const at of ["18:00", timeOf(atChange), timeOf(atChange + 30), timeOf(atChange - 30)]) {
      for (const meeting of meetingsAround(change)) {
        const moment = { kind: "clock", days: 1, at, zoneOf: "attendee" } as const;
        const day = addDays(readingAt(meeting.startsAt.getTime(), change.timeZone), -1);
        const expected = instantAt(day, minutesOf(at), change.timeZone);
        const dueMs = timingDueAt("before_meeting", moment, meeting).getTime();
        if (dueMs !== expected) expect([change.timeZone, at, dueMs]).toEqual([change.timeZone, at, expected]);
        checked += 1;
      }
    }
  }
  process.stdout.write(`clock changes: ${changes.length} in ${zones.length} zones, ${checked} readings\n`);
  expect(checked).toBeGreaterThan(1000);
});

test("whatever the quiet hours, a reminder is neither past its meeting nor in the past nor quiet", () => {
  const dice = createDice(seed);
  const outcomes = { sent: 0, moved: 0, kept: 0 };
  for (const { timeZone, changeMs } of changes) {
    for (const meeting of meetingsAround({ timeZone, changeMs })) {
      const from = dice.whole(0, 1439);
      const quietHours = { from: timeOf(from), until: timeOf(from + dice.whole(1, 1439)) };
      const now = new Date(meeting.startsAt.getTime() - dice.whole(1, 72 * 60) * 60_000);
      const [planned] = planTimed(reminder(dice.whole(0, 48 * 60), quietHours), { booking: meeting, now });
      const { dueAt, movedReason, skipReason } = planned ?? {
        dueAt: now,
        movedReason: null,
        skipReason: "too_late",
      };
      if (skipReason !== null) {
        outcomes.kept += 1;
        continue;
      }
      outcomes[movedReason === "quiet_hours" ? "moved" : "sent"] += 1;
      const isInTime = dueAt >= now && dueAt <= meeting.startsAt;
      const seen = { timeZone, startsAt: meeting.startsAt, now, quietHours, dueAt };
      expect({ ...seen, isInTime, isQuiet: isQuiet(dueAt.getTime(), quietHours, timeZone) }).toEqual({
        ...seen,
        isInTime: true,
        isQuiet: false,
      });
    }
  }
  expect(Math.min(outcomes.sent, outcomes.moved, outcomes.kept)).toBeGreaterThan(100);
});

function isQuiet(
  ms: number,
  { from, until }: NonNullable<Workflow["quietHours"]>,
  timeZone: string,
): boolean {
  const today = readingAt(ms, timeZone);
  return [addDays(today, -1), today].some((day) => {
    const endDay = minutesOf(until) > minutesOf(from) ? day : addDays(day, 1);
    const startMs = instantAt(day, minutesOf(from), timeZone);
    return startMs < ms && ms < instantAt(endDay, minutesOf(until), timeZone);
  });
}

function reminder(amount: number, quietHours: Workflow["quietHours"]): Workflow {
  const unused = {
    webhookUrl: null,
    isSigned: false,
    verifiedRecipientId: null,
    sendTo: null,
    includeCalendarEvent: false,
    contentSid: null,
    fallback: null,
  };
  const step = {
    id: 1,
    stepNumber: 1,
    action: "sms_attendee" as const,
    body: "Hi",
    subject: null,
    phoneRequired: false,
  };
  return {
    id: 1,
    name: "Remind",
    trigger: "before_meeting",
    timings: [{ key: "only", kind: "elapsed", amount, unit: "minutes" }],
    lateBooking: { kind: "send_now" },
    quietHours,
    conditions: [],
    steps: [{ ...step, ...unused }],
  };
}
