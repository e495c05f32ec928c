import { describe, expect, test } from "vitest";
import { bookingRequiresPhone, type PlanInput, planMessages } from "./plan-messages";
import type { StepAction, Workflow, WorkflowTrigger } from "./workflow";

const now = new Date("2026-03-02T08:00:00Z");
const startsAt = new Date("2026-03-05T08:00:00Z");

const booking: PlanInput["booking"] = {
  startsAt,
  endsAt: new Date(startsAt.getTime() + 30 * 60_000),
  attendanceConfirmedAt: null,
  host: { email: "mira@example.org", phoneNumber: null, timeZone: "Europe/Berlin" },
  attendee: { email: "ada@example.org", phoneNumber: "+14155552671", timeZone: "UTC", isReturning: false },
  eventTypeId: 1,
  responses: {},
};

const unused = {
  verifiedRecipientId: null,
  sendTo: null,
  includeCalendarEvent: false,
  contentSid: null,
  webhookUrl: null,
  isSigned: false,
  fallback: null,
};

function workflowOn(
  trigger: WorkflowTrigger,
  action: StepAction = "sms_attendee",
  phoneRequired = false,
): Workflow {
  return {
    id: 1,
    name: `${trigger}/${action}`,
    trigger,
    timings: trigger === "before_meeting" ? [{ key: "", kind: "elapsed", amount: 1, unit: "hours" }] : [],
    lateBooking: { kind: "skip" },
    quietHours: null,
    conditions: [],
    steps: [{ id: 1, stepNumber: 1, action, body: "Hi", subject: "Hi", phoneRequired, ...unused }],
  };
}

const triggers = [
  "new_booking",
  "requested",
  "confirmed",
  "declined",
  "rescheduled",
  "before_meeting",
  "cancelled",
] as const;
const workflows = triggers.map((trigger) => workflowOn(trigger));

/** Who is owed what on an occasion, as "name, to whom". */
function owed(input: Partial<PlanInput> & Pick<PlanInput, "occasion">): string[] {
  const plan = planMessages({ booking, workflows, now, ...input });
  return plan.map(({ workflowName, recipientRole }) => `${workflowName}, ${recipientRole}`);
}

describe("a request", () => {
  test("owes the news of it to both sides, and no confirmation and no reminder", () => {
    expect(owed({ occasion: "requested" })).toEqual([
      "requested/sms_attendee, attendee",
      "Request received, attendee",
      "Request to answer, host",
    ]);
  });

  test("that is confirmed owes what a booking owes, and the news that it was confirmed", () => {
    expect(owed({ occasion: "confirmed" })).toEqual([
      "new_booking/sms_attendee, attendee",
      "confirmed/sms_attendee, attendee",
      "before_meeting/sms_attendee, attendee",
      "Booking confirmation, attendee",
      "Request confirmed, host",
    ]);
  });

  test("to move what was agreed before owes the news of the move, and no second first text", () => {
    expect(owed({ occasion: "confirmed", wasConfirmedBefore: true })).toEqual([
      "confirmed/sms_attendee, attendee",
      "rescheduled/sms_attendee, attendee",
      "before_meeting/sms_attendee, attendee",
      "Booking confirmation, attendee",
      "Request confirmed, host",
    ]);
  });

  test("that is declined owes the news of it to both sides, and nothing else", () => {
    expect(owed({ occasion: "declined" })).toEqual([
      "declined/sms_attendee, attendee",
      "Request declined, attendee",
      "Request declined, host",
    ]);
  });
});

describe("of several bookings that change together", () => {
  test("the others owe only what has a time of its own", () => {
    expect(owed({ occasion: "created", alreadyTold: ["attendee", "host"] })).toEqual([
      "before_meeting/sms_attendee, attendee",
    ]);
  });

  test("the others of a session tell their attendees, and the host no more", () => {
    const all = [workflowOn("cancelled"), workflowOn("cancelled", "email_host")];
    expect(owed({ occasion: "cancelled", workflows: all, alreadyTold: ["host"] })).toEqual([
      "cancelled/sms_attendee, attendee",
      "Booking cancelled, attendee",
    ]);
  });
});

describe("a number is asked for at once", () => {
  test.each<[trigger: WorkflowTrigger, mustBeConfirmed: boolean, required: boolean]>([
    ["new_booking", false, true],
    ["new_booking", true, true],
    ["requested", true, true],
    ["requested", false, false],
    ["confirmed", true, true],
    ["confirmed", false, false],
    ["declined", true, false],
  ])(
    "when a text on %s insists on it, and bookings must be confirmed: %s",
    (trigger, mustBeConfirmed, required) => {
      const insisting = [workflowOn(trigger, "sms_attendee", true)];
      expect(bookingRequiresPhone(mustBeConfirmed, insisting)).toBe(required);
    },
  );
});
