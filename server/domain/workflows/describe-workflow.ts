import { describeCondition } from "./describe-condition";
import { describeFallback } from "./describe-fallback";
import { describeMoment } from "./describe-moment";
import {
  isTimed,
  type StepAction,
  type TimedTrigger,
  type Workflow,
  type WorkflowStep,
  type WorkflowTrigger,
} from "./workflow";

/** How the reader writes what a workflow names. */
export type WorkflowWriting = {
  /** A time of day, from "HH:MM". */
  time: (at: string) => string;
  eventType: (id: number) => string;
};

type RuleWords = Pick<Workflow, "trigger" | "timings" | "conditions"> & {
  steps: readonly Pick<WorkflowStep, "action" | "fallback">[];
};

const actions = {
  sms_attendee: ["text", "the attendee"],
  sms_host: ["text", "you"],
  sms_number: ["text", "a number"],
  email_attendee: ["e-mail", "the attendee"],
  email_host: ["e-mail", "you"],
  email_address: ["e-mail", "an address"],
  whatsapp_attendee: ["WhatsApp", "the attendee"],
  whatsapp_number: ["WhatsApp", "a number"],
  webhook: ["call", "a webhook"],
} satisfies Record<StepAction, [verb: string, whom: string]>;

const events = {
  new_booking: "when a meeting is booked",
  requested: "when somebody asks for a meeting",
  confirmed: "when you confirm a request",
  declined: "when you decline a request",
  rescheduled: "when a meeting is moved",
  cancelled: "when a meeting is cancelled",
  no_show_attendee: "when the attendee didn’t come",
  no_show_host: "when you didn’t come",
} satisfies Record<Exclude<WorkflowTrigger, TimedTrigger>, string>;

const meetings = {
  before_meeting: "every meeting",
  attendance_not_confirmed: "every meeting that they haven’t confirmed to come to",
  after_meeting: "every meeting",
} satisfies Record<TimedTrigger, string>;

/**
 * What a workflow does, in a sentence for its organizer: "Text the attendee 24 hours before every meeting". Where texts
 * are followed if they don't arrive, another sentence says so.
 */
export function describeWorkflow(
  { trigger, timings, conditions, steps }: RuleWords,
  writing: WorkflowWriting,
): string {
  const when = isTimed(trigger)
    ? `${listed(timings.map((timing) => describeMoment(trigger, timing, writing.time)))} ${meetings[trigger]}`
    : events[trigger];
  const conditional = conditions.map((condition) => describeCondition(condition, writing));
  const sentence = `${describeActions(steps)} ${when}${conditional.length > 0 ? `, if ${listed(conditional)}` : ""}`;
  const fallbacks = steps.flatMap(({ fallback }) => (fallback ? [describeFallback(fallback)] : []));
  return [sentence, ...new Set(fallbacks)].map(upperFirst).join(". ");
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What steps do, one verb for all whom it goes to: "text the attendee and you, and e-mail you". */
function describeActions(steps: RuleWords["steps"]): string {
  const whoms = new Map<string, Set<string>>();
  for (const { action } of steps) {
    const [verb, whom] = actions[action];
    whoms.set(verb, (whoms.get(verb) ?? new Set()).add(whom));
  }
  const parts = [...whoms].map(([verb, whom]) => `${verb} ${listed([...whom])}`);
  return parts.length === 0 ? "do nothing" : listed(parts);
}

/** Things in a row as a sentence has them: "one, two and three". */
function listed(things: readonly string[]): string {
  const last = things.at(-1) ?? "";
  const others = things.slice(0, -1);
  return others.length === 0 ? last : `${others.join(", ")} and ${last}`;
}
