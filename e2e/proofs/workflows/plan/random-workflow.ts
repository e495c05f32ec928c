import { mayFallBack } from "@/server/domain/workflows/fallback";
import {
  actionRoutes,
  isTimed,
  type StepAction,
  stepActions,
  workflowTriggers,
} from "@/server/domain/workflows/workflow";
import {
  type CreateWorkflowInput,
  createWorkflowInputSchema,
} from "@/server/domain/workflows/workflow-input";
import type { Dice } from "../dice";
import { templateOf } from "./step-message";

/** What a host's workflows may refer to. */
export type Around = {
  /** What the host is named by, and the workflow. */
  sign: string;
  receiverUrl: string;
  eventTypeIds: number[];
  hasOwnPhone: boolean;
  phoneId: number;
  addressId: number;
};

export const questions = ["colour", "budget"];
export const answers = ["Blue", "red", "bright blue"];
const times = ["00:00", "01:30", "02:30", "06:00", "08:00", "12:00", "18:00", "21:00", "22:30"];
const amounts = {
  minutes: [0, 5, 10, 30, 45, 90],
  hours: [1, 2, 3, 12, 24, 48],
  days: [1, 2, 3, 7],
} as const;

/** Any workflow that an organizer could write: all triggers, moments, conditions, actions and what follows. */
export function randomWorkflow(dice: Dice, around: Around): CreateWorkflowInput {
  const trigger = dice.pick(workflowTriggers);
  const name = around.sign;
  return createWorkflowInputSchema.parse({
    name,
    trigger,
    timings: isTimed(trigger) ? differentMoments(dice) : [],
    lateBooking: dice.pick([
      { kind: "skip" as const },
      { kind: "send_now" as const },
      { kind: "send_if" as const, moreThanMinutes: dice.pick([15, 60, 240]) },
    ]),
    quietHours: dice.happens(0.6)
      ? { from: dice.pick(["21:00", "22:30", "12:00"]), until: dice.pick(["08:00", "06:00", "14:00"]) }
      : null,
    conditions: Array.from({ length: dice.pick([0, 0, 0, 1, 1, 2]) }, () => randomCondition(dice, around)),
    steps: Array.from({ length: dice.pick([1, 1, 2]) }, (_, index) =>
      randomStep(dice, around, `${name}S${index + 1}`),
    ),
    activeOn: dice.happens(0.7)
      ? { kind: "all" }
      : {
          kind: "event_types",
          eventTypeIds: around.eventTypeIds
            .filter(() => dice.happens(0.5))
            .concat(around.eventTypeIds.slice(0, 1)),
        },
  });
}

export function differentMoments(dice: Dice) {
  const moments = Array.from({ length: dice.whole(1, 3) }, () => {
    if (dice.happens(0.35)) {
      const zoneOf = dice.pick(["attendee", "host"] as const);
      return { kind: "clock" as const, days: dice.whole(0, 2), at: dice.pick(times), zoneOf };
    }
    const unit = dice.pick(["minutes", "hours", "days"] as const);
    return { kind: "elapsed" as const, amount: dice.pick<number>(amounts[unit]), unit };
  });
  const minutes = { minutes: 1, hours: 60, days: 1440 };
  const keyOf = (moment: (typeof moments)[number]) =>
    moment.kind === "elapsed" ? `${moment.amount * minutes[moment.unit]}` : JSON.stringify(moment);
  return [...new Map(moments.map((moment) => [keyOf(moment), moment])).values()];
}

export function randomCondition(dice: Dice, { eventTypeIds }: Around) {
  const question = dice.pick(questions);
  return dice.pick([
    () => ({ kind: "event_type" as const, eventTypeIds: [dice.pick(eventTypeIds), dice.pick(eventTypeIds)] }),
    () => ({
      kind: "length" as const,
      is: dice.pick(["at_least", "at_most"] as const),
      minutes: dice.pick([30, 60]),
    }),
    () => ({
      kind: "answer" as const,
      question,
      is: dice.pick(["equal", "not_equal", "containing"] as const),
      value: "blue",
    }),
    () => ({ kind: "answered" as const, question, isAnswered: dice.happens(0.5) }),
    () => ({ kind: "attendee" as const, is: dice.pick(["first", "returning"] as const) }),
    () => ({ kind: "country" as const, countries: dice.pick([["US"], ["DE", "FR"], ["US", "DE"]]) }),
    () => ({ kind: "has_phone" as const, hasPhone: dice.happens(0.8) }),
    () => ({
      kind: "start" as const,
      weekdays: [1, 2, 3, 4, 5, 6, 7].filter((weekday) => weekday === 3 || dice.happens(0.7)),
      from: dice.pick(["00:00", "08:00", "18:00"]),
      until: dice.pick(["00:00", "12:00", "20:00"]),
      zoneOf: dice.pick(["attendee", "host"] as const),
    }),
  ])();
}

/** The secret that signs calls, where they are signed. */
export const callSecret = "proof-secret-of-sixteen";

export function randomStep(dice: Dice, around: Around, sign: string) {
  const usable = stepActions.filter((action) => action !== "sms_host" || around.hasOwnPhone);
  const action: StepAction = dice.happens(0.5) ? "sms_attendee" : dice.pick(usable);
  const { channel, to } = actionRoutes[action];
  const recipientId = channel === "email" ? around.addressId : around.phoneId;
  const path = dice.pick(["taken", "taken", "busy", "gone"]);
  return {
    action,
    ...wordsOf(action, sign),
    verifiedRecipientId: to === "fixed" ? recipientId : null,
    includeCalendarEvent: channel === "email" && dice.happens(0.3),
    webhookUrl: channel === "webhook" ? `${around.receiverUrl}/${path}/${sign}` : null,
    webhookSecret: channel === "webhook" && dice.happens(0.5) ? callSecret : null,
    fallback: mayFallBack(action, "email") && dice.happens(0.6) ? randomFallback(dice, sign) : null,
  };
}

/** What a step says, with its sign. */
export function wordsOf(action: StepAction, sign: string) {
  const { channel } = actionRoutes[action];
  const text = `${sign}| {ATTENDEE_NAME}| {EVENT_DATE_YYYY-MM-DD}| {EVENT_TIME_HH:mm}`;
  return {
    body: channel === "webhook" ? "" : text,
    subject: channel === "email" ? text : null,
    contentSid: channel === "whatsapp" ? templateOf(sign) : null,
  };
}

export function randomFallback(dice: Dice, sign: string) {
  const subject = `${sign} instead| {ATTENDEE_NAME}| {EVENT_DATE_YYYY-MM-DD}| {EVENT_TIME_HH:mm}`;
  return {
    ...{ kind: "email" as const, subject, body: "Instead of the text" },
    afterMinutes: dice.pick([null, 1, 7, 45, 300]),
  };
}
