import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { planMessages, planRequiresPhone } from "./plan-messages";
import type { Workflow } from "./workflow";

const now = new Date("2026-03-02T08:00:00Z");
const minute = 60_000;

function booking(
  overrides: Partial<BookingFacts["attendee"]> = {},
  startsInMinutes = 3 * 1440,
): BookingFacts {
  const startsAt = new Date(now.getTime() + startsInMinutes * minute);
  return {
    uid: "uid",
    title: "Meeting",
    notes: "",
    location: "",
    startsAt,
    endsAt: new Date(startsAt.getTime() + 30 * minute),
    attendanceConfirmedAt: null,
    cancellationReason: null,
    reschedulingReason: null,
    rejectionReason: null,
    seriesStartsAt: null,
    responses: {},
    eventTypeId: 1,
    eventTypeTitle: "Meeting",
    host: {
      name: "Maya",
      email: "maya@example.com",
      phoneNumber: null,
      timeZone: "Europe/Berlin",
      locale: "en",
    },
    attendee: {
      name: "Ada Lovelace",
      email: "ada@example.com",
      phoneNumber: "+14155552671",
      timeZone: "America/New_York",
      language: "en",
      isReturning: false,
      ...overrides,
    },
  };
}

const unused = {
  verifiedRecipientId: null,
  sendTo: null,
  includeCalendarEvent: false,
  contentSid: null,
  webhookUrl: null,
  isSigned: false,
  fallback: null,
};

function workflow(overrides: Partial<Workflow> = {}): Workflow {
  const step = {
    id: 7,
    stepNumber: 1,
    action: "sms_attendee" as const,
    body: "Hi",
    subject: null,
    ...unused,
  };
  return {
    id: 3,
    name: "Text a confirmation",
    trigger: "new_booking",
    timings: [],
    lateBooking: { kind: "skip" },
    quietHours: null,
    conditions: [],
    steps: [{ ...step, phoneRequired: false }],
    ...overrides,
  };
}

const reminder = (offsetMinutes: number) =>
  workflow({
    id: 4,
    name: "Text a reminder",
    trigger: "before_meeting",
    timings: [{ key: "", kind: "elapsed", amount: offsetMinutes, unit: "minutes" }],
  });

const texts = (messages: ReturnType<typeof planMessages>) =>
  messages.filter((message) => message.channel === "sms");

describe("planMessages", () => {
  test("a new booking owes its confirmation at once and its reminder before the meeting", () => {
    const facts = booking();
    const plan = planMessages({
      occasion: "created",
      booking: facts,
      workflows: [workflow(), reminder(1440)],
      now,
    });
    expect(texts(plan).map(({ dueAt, skipReason, recipient }) => ({ dueAt, skipReason, recipient }))).toEqual(
      [
        { dueAt: now, skipReason: null, recipient: "+14155552671" },
        {
          dueAt: new Date(facts.startsAt.getTime() - 1440 * minute),
          skipReason: null,
          recipient: "+14155552671",
        },
      ],
    );
  });

  test("a reminder whose moment has passed is skipped as too late", () => {
    const plan = planMessages({
      occasion: "created",
      booking: booking({}, 60),
      workflows: [reminder(1440)],
      now,
    });
    expect(texts(plan)[0]?.skipReason).toBe("too_late");
  });

  test("a reminder due at this very moment is sent", () => {
    const plan = planMessages({
      occasion: "created",
      booking: booking({}, 1440),
      workflows: [reminder(1440)],
      now,
    });
    expect(texts(plan)[0]?.skipReason).toBeNull();
  });

  test("without a phone a text is listed as skipped, and the e-mails are still owed", () => {
    const plan = planMessages({
      occasion: "created",
      booking: booking({ phoneNumber: null }),
      workflows: [workflow()],
      now,
    });
    expect(texts(plan)[0]).toMatchObject({ skipReason: "no_phone", recipient: "" });
    expect(
      plan.filter((message) => message.channel === "email").map((message) => message.skipReason),
    ).toEqual([null, null]);
  });

  test("a move owes the rescheduled text and the reminder, but no second confirmation", () => {
    const moved = workflow({ id: 5, name: "Text a move", trigger: "rescheduled" });
    const plan = planMessages({
      occasion: "rescheduled",
      booking: booking(),
      workflows: [workflow(), reminder(60), moved],
      now,
    });
    expect(texts(plan).map((message) => message.workflowName)).toEqual(["Text a reminder", "Text a move"]);
  });

  test("a cancellation owes only the cancelled text", () => {
    const cancelled = workflow({ id: 6, trigger: "cancelled" });
    const plan = planMessages({
      occasion: "cancelled",
      booking: booking(),
      workflows: [workflow(), reminder(60), cancelled],
      now,
    });
    expect(texts(plan).map((message) => message.workflowId)).toEqual([6]);
  });

  test("each moment of a workflow is an occurrence of its own, before the meeting and after it", () => {
    const moments = [1, 24].map((amount) => ({
      key: `${amount}h`,
      kind: "elapsed" as const,
      amount,
      unit: "hours" as const,
    }));
    const before = workflow({ id: 8, trigger: "before_meeting", timings: moments });
    const after = workflow({ id: 9, trigger: "after_meeting", timings: moments });
    const facts = booking();
    const plan = texts(
      planMessages({ occasion: "created", booking: facts, workflows: [before, after], now }),
    );
    expect(
      plan.map(({ workflowId, occurrence, dueAt }) => [workflowId, occurrence, dueAt.toISOString()]),
    ).toEqual([
      [8, "1h", new Date(facts.startsAt.getTime() - 60 * minute).toISOString()],
      [8, "24h", new Date(facts.startsAt.getTime() - 1440 * minute).toISOString()],
      [9, "1h", new Date(facts.endsAt.getTime() + 60 * minute).toISOString()],
      [9, "24h", new Date(facts.endsAt.getTime() + 1440 * minute).toISOString()],
    ]);
  });

  test("a reminder whose clock reading comes after the start is skipped", () => {
    const late = workflow({
      trigger: "before_meeting",
      timings: [{ key: "", kind: "clock", days: 0, at: "23:59", zoneOf: "host" }],
    });
    const plan = planMessages({ occasion: "created", booking: booking(), workflows: [late], now });
    expect(texts(plan)[0]?.skipReason).toBe("too_late");
  });

  test("steps come by their number, whatever order they are given in", () => {
    const steps = [2, 1].map((stepNumber) => ({
      id: stepNumber,
      stepNumber,
      action: "sms_attendee" as const,
      body: "Hi",
      subject: null,
      phoneRequired: false,
      ...unused,
    }));
    const plan = planMessages({
      occasion: "created",
      booking: booking(),
      workflows: [workflow({ steps })],
      now,
    });
    expect(texts(plan).map((message) => message.stepNumber)).toEqual([1, 2]);
  });

  test("every message that will be sent has a recipient, is due no earlier than now and is of use when due", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 40_000 }),
        fc.option(fc.constant("+14155552671"), { nil: null }),
        fc.constantFrom("created" as const, "rescheduled" as const, "cancelled" as const),
        (startsInMinutes, offsetMinutes, phoneNumber, occasion) => {
          const all = [
            workflow(),
            reminder(offsetMinutes),
            workflow({ trigger: "rescheduled" }),
            workflow({ trigger: "cancelled" }),
          ];
          const facts = booking({ phoneNumber }, startsInMinutes);
          for (const message of planMessages({ occasion, booking: facts, workflows: all, now })) {
            if (message.skipReason !== null) continue;
            expect(message.recipient).not.toBe("");
            expect(message.dueAt >= now).toBe(true);
            expect(message.relevantUntilAt >= message.dueAt).toBe(true);
          }
        },
      ),
    );
  });
});

describe("planRequiresPhone", () => {
  const insisting = workflow({
    steps: [
      {
        id: 1,
        stepNumber: 1,
        action: "sms_attendee",
        body: "Hi",
        subject: null,
        phoneRequired: true,
        ...unused,
      },
    ],
  });

  test("a triggered step that insists on a phone makes it required", () => {
    expect(planRequiresPhone("created", [insisting])).toBe(true);
  });

  test("a step of another trigger does not", () => {
    expect(planRequiresPhone("cancelled", [insisting])).toBe(false);
  });
});
