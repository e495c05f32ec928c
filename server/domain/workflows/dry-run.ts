import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { phoneCountry } from "@/server/domain/phone/phone-country";
import {
  addCosts,
  type CostEstimate,
  estimateCost,
  type SmsPrices,
} from "@/server/domain/pricing/sms-prices";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import { smsSegments } from "@/server/domain/templates/sms-segments";
import { skipBesides } from "./fallback";
import type { MessageChannel, MessageReason } from "./message-state";
import type { BookingOccasion } from "./notices";
import { type PlannedMessage, planMessages } from "./plan-messages";
import { skipOptedOut } from "./skip-opted-out";
import type { SmsProviderName } from "./sms-provider-name";
import { actionRoutes, type Workflow } from "./workflow";

/** Something that happened to a booking, and when: what a workflow may answer to. */
export type DryRunCase = { occasion: BookingOccasion; at: Date; booking: BookingFacts };

export type DryRunRules = {
  workflow: Workflow;
  smsCountries: readonly string[] | null;
  optedOut: ReadonlySet<string>;
  prices: SmsPrices;
  provider: SmsProviderName;
  publicUrl: string;
};

export type DryRunStep = {
  stepNumber: number;
  channel: MessageChannel;
  sent: number;
  /** Why how many weren't, the most frequent first. */
  skipped: { reason: MessageReason; count: number }[];
  /** How many of those an e-mail would have gone out for instead. */
  mailedInstead: number;
  /** Of texts. */
  segments: number;
  /** Of texts; null where there is none, or nothing is known of what they cost. */
  cost: CostEstimate | null;
};

export type DryRunExample = {
  uid: string;
  attendeeName: string;
  eventTypeTitle: string;
  startsAt: Date;
  stepNumber: number;
  channel: MessageChannel;
  recipient: string;
  dueAt: Date;
  skipReason: MessageReason | null;
  body: string;
};

export type DryRunReport = {
  /** Of the cases, those that set off the workflow: its conditions hold. */
  applied: number;
  steps: DryRunStep[];
  examples: DryRunExample[];
};

const mostExamplesOfAKind = 3;

/** What a workflow would have sent if it had been there: by step, with examples of what was sent and what wasn't. */
export function dryRun(cases: readonly DryRunCase[], rules: DryRunRules): DryRunReport {
  const steps = new Map<number, DryRunStep>(
    planlessSteps(rules.workflow).map((step) => [step.stepNumber, step]),
  );
  const examples: DryRunExample[] = [];
  let applied = 0;
  for (const each of cases) {
    const plan = planOf(each, rules);
    if (plan.length > 0) applied += 1;
    for (const message of plan) {
      const read = () => bodyOf(message, each.booking, rules.publicUrl);
      const step = steps.get(message.stepNumber);
      if (step) steps.set(message.stepNumber, withMessage(step, { message, at: each.at }, read, rules));
      const isLike = ({ stepNumber, skipReason }: DryRunExample) =>
        stepNumber === message.stepNumber && skipReason === message.skipReason;
      if (examples.filter(isLike).length < mostExamplesOfAKind) {
        examples.push(exampleOf(message, each.booking, read()));
      }
    }
  }
  return { applied, steps: [...steps.values()], examples };
}

function planOf({ occasion, at, booking }: DryRunCase, rules: DryRunRules): PlannedMessage[] {
  const { workflow, smsCountries, optedOut } = rules;
  // Whether it was confirmed in time is judged by each message's own time.
  const unconfirmed = { ...booking, attendanceConfirmedAt: null };
  const plan = planMessages({ occasion, booking: unconfirmed, workflows: [workflow], now: at, smsCountries });
  const own = skipOptedOut(plan, optedOut).filter(({ workflowId }) => workflowId !== null);
  if (workflow.trigger !== "attendance_not_confirmed") return own;
  const confirmedAt = booking.attendanceConfirmedAt;
  return own.map((message) =>
    message.skipReason === null && confirmedAt !== null && confirmedAt <= message.dueAt
      ? { ...message, skipReason: "attendance_confirmed" }
      : message,
  );
}

function planlessSteps({ steps }: Workflow): DryRunStep[] {
  return steps.map(({ stepNumber, action }) => ({
    stepNumber,
    channel: actionRoutes[action].channel,
    sent: 0,
    skipped: [],
    mailedInstead: 0,
    segments: 0,
    cost: null,
  }));
}

function withMessage(
  step: DryRunStep,
  { message, at }: { message: PlannedMessage; at: Date },
  read: () => string,
  { prices, provider }: DryRunRules,
): DryRunStep {
  const { skipReason, channel, recipient } = message;
  if (skipReason !== null) {
    const mailedInstead = step.mailedInstead + (skipBesides(message, at) === null ? 1 : 0);
    return { ...step, skipped: countSkip(step.skipped, skipReason), mailedInstead };
  }
  if (channel !== "sms") return { ...step, sent: step.sent + 1 };
  const { segmentCount } = smsSegments(read());
  const cost = estimateCost(prices, { provider, country: phoneCountry(recipient), segmentCount });
  return {
    ...step,
    sent: step.sent + 1,
    segments: step.segments + segmentCount,
    cost: step.cost && cost ? addCosts(step.cost, cost) : cost,
  };
}

function countSkip(skipped: DryRunStep["skipped"], reason: MessageReason): DryRunStep["skipped"] {
  const count = skipped.find((each) => each.reason === reason)?.count ?? 0;
  return [...skipped.filter((each) => each.reason !== reason), { reason, count: count + 1 }].toSorted(
    (a, b) => b.count - a.count,
  );
}

function bodyOf(message: PlannedMessage, booking: BookingFacts, publicUrl: string): string {
  return renderTemplate(message.bodyTemplate, bookingReader(booking, message.recipientRole, publicUrl));
}

function exampleOf(message: PlannedMessage, booking: BookingFacts, body: string): DryRunExample {
  const { stepNumber, channel, recipient, dueAt, skipReason } = message;
  return {
    uid: booking.uid,
    attendeeName: booking.attendee.name,
    eventTypeTitle: booking.eventTypeTitle,
    startsAt: booking.startsAt,
    ...{ stepNumber, channel, recipient, dueAt, skipReason, body },
  };
}
