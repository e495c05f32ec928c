import { z } from "zod";
import { webhookSecretSchema, webhookUrlSchema } from "@/server/domain/webhooks/webhook-url";
import { conditionSchema } from "./condition-schema";
import { longestFallbackMinutes, mayFallBack, shortestFallbackMinutes } from "./fallback";
import { isToPhone } from "./message-state";
import { minutesPerUnit } from "./timing-due-at";
import { actionRoutes, isTimed, offsetUnits, stepActions, workflowTriggers } from "./workflow";

const longestOffsetDays = 366;
export const longestSmsCharacters = 1600;

const timingKeySchema = z.string().max(60).optional();
const daysSchema = z
  .int("must be a whole number of days")
  .min(0, "must not be negative")
  .max(longestOffsetDays, "must be at most a year (366 days)");

const elapsedSchema = z
  .object({
    key: timingKeySchema,
    kind: z.literal("elapsed"),
    amount: z.int("must be a whole number").min(0, "must not be negative"),
    unit: z.enum(offsetUnits),
  })
  .refine(({ amount, unit }) => amount * minutesPerUnit[unit] <= longestOffsetDays * 1440, {
    path: ["amount"],
    error: "must be at most a year (366 days)",
  });

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time such as 18:00");

const clockSchema = z.object({
  key: timingKeySchema,
  kind: z.literal("clock"),
  days: daysSchema,
  at: timeOfDaySchema,
  zoneOf: z.enum(["attendee", "host"]).default("attendee"),
});

const lateBookingSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("skip") }),
  z.object({ kind: z.literal("send_now") }),
  z.object({
    kind: z.literal("send_if"),
    moreThanMinutes: z
      .int()
      .min(1, "must be at least a minute")
      .max(1440 * longestOffsetDays),
  }),
]);

const quietHoursSchema = z
  .object({ from: timeOfDaySchema, until: timeOfDaySchema })
  .refine(({ from, until }) => from !== until, {
    path: ["until"],
    error: "must be another time than they begin",
  });

export const contentSidSchema = z
  .string()
  .regex(/^HX[0-9a-fA-F]{32}$/, "must be a Twilio content template: HX and 32 hex digits");

/** Null waits until it is known that the text didn't arrive. */
const afterMinutesSchema = z
  .int("must be a whole number of minutes")
  .min(shortestFallbackMinutes, "must be at least a minute")
  .max(longestFallbackMinutes, "must be at most a day (1440 minutes)")
  .nullable()
  .default(null);

const fallbackSchema = z.discriminatedUnion(
  "kind",
  [
    z.object({
      kind: z.literal("email"),
      afterMinutes: afterMinutesSchema,
      /** Without, a subject that names the meeting. */
      subject: textOrNull(200),
      /** Without, the text of the step. */
      body: textOrNull(10_000),
    }),
    z.object({ kind: z.literal("other_provider"), afterMinutes: afterMinutesSchema }),
  ],
  { error: "must be email or other_provider" },
);

/** A text that may be left out, or empty for the same. */
function textOrNull(longest: number) {
  return z
    .string()
    .trim()
    .max(longest, `must be at most ${longest} characters`)
    .nullable()
    .default(null)
    .transform((text) => text || null);
}

const stepSchema = z.object({
  /** Of a step that is there already; one without is new. */
  id: z.int().optional(),
  action: z.enum(stepActions),
  /** What it says; a webhook says how its booking stands, and has none. */
  body: z.string().trim().max(10_000, "must be at most 10000 characters").default(""),
  subject: z.string().trim().max(200, "must be at most 200 characters").nullish(),
  /** A booking without a number is refused; for texts. */
  phoneRequired: z.boolean().default(false),
  /** For a number or an address: the verified recipient. */
  verifiedRecipientId: z.int().nullish(),
  /** For e-mails: with the booking as an entry for calendars. */
  includeCalendarEvent: z.boolean().default(false),
  /** For WhatsApp: the approved content template. */
  contentSid: contentSidSchema.nullish(),
  /** For webhooks: what is called. */
  webhookUrl: webhookUrlSchema.nullish(),
  /** For webhooks: signs the calls. Left out, the step keeps the one that it has; null takes it away. */
  webhookSecret: webhookSecretSchema.nullish(),
  /** For texts: what follows one that doesn't arrive. */
  fallback: fallbackSchema.nullish(),
});

/** Where a workflow is switched on. */
export const activeOnSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("all") }),
  z.object({ kind: z.literal("off") }),
  z.object({
    kind: z.literal("event_types"),
    eventTypeIds: z.array(z.int()).min(1, "must name an event type, or switch the workflow off").max(500),
  }),
]);
export type ActiveOn = z.output<typeof activeOnSchema>;

const ruleShape = {
  name: z.string().trim().min(1, "must not be empty").max(100, "must be at most 100 characters"),
  trigger: z.enum(workflowTriggers),
  timings: z
    .array(z.discriminatedUnion("kind", [elapsedSchema, clockSchema]))
    .max(10, "must be at most 10 moments")
    .default([]),
  steps: z
    .array(stepSchema)
    .min(1, "must have a step: a workflow without one sends nothing")
    .max(10, "must be at most 10 steps"),
};
/** What a new workflow has where nothing is said; an edit that says nothing leaves it as it is. */
const settings = {
  conditions: z.array(conditionSchema).max(20, "must be at most 20 conditions").default([]),
  /** For reminders. */
  lateBooking: lateBookingSchema.default({ kind: "skip" }),
  /** For texts before and after meetings; null for none. */
  quietHours: quietHoursSchema.nullable().default({ from: "21:00", until: "08:00" }),
};
const settingsOfEdit = {
  conditions: z.array(conditionSchema).max(20, "must be at most 20 conditions").optional(),
  lateBooking: lateBookingSchema.optional(),
  quietHours: quietHoursSchema.nullable().optional(),
};
const rule = z.object({ ...ruleShape, ...settingsOfEdit });
export type RuleInput = z.output<typeof rule>;

/** The version that the caller has seen; where it has been changed since, the change is refused. */
const seenVersionSchema = z.int().optional();

export const createWorkflowInputSchema = z
  .object({ ...ruleShape, ...settings, activeOn: activeOnSchema.default({ kind: "off" }) })
  .superRefine(checkRule);
export const updateWorkflowInputSchema = z
  .object({
    id: z.int(),
    version: seenVersionSchema,
    ...ruleShape,
    ...settingsOfEdit,
    activeOn: activeOnSchema.optional(),
  })
  .superRefine(checkRule);
export const setWorkflowActiveInputSchema = z.object({
  id: z.int(),
  version: seenVersionSchema,
  activeOn: activeOnSchema,
});
export const workflowIdInputSchema = z.object({ id: z.int() });

export type CreateWorkflowInput = z.output<typeof createWorkflowInputSchema>;
export type UpdateWorkflowInput = z.output<typeof updateWorkflowInputSchema>;
export type SetWorkflowActiveInput = z.output<typeof setWorkflowActiveInputSchema>;

type Refuse = (path: (string | number)[], message: string) => void;

function checkRule(input: RuleInput, ctx: z.RefinementCtx): void {
  const refuse: Refuse = (path, message) => ctx.addIssue({ code: "custom", path, message });
  checkTimings(input, refuse);
  for (const [index, step] of input.steps.entries()) {
    checkStep(step, (part, message) => refuse(["steps", index, ...part.split(".")], message));
    if (step.id !== undefined && input.steps.findIndex((other) => other.id === step.id) < index) {
      refuse(["steps", index, "id"], "is the id of another step");
    }
  }
}

function checkStep(step: RuleInput["steps"][number], refuse: (part: string, message: string) => void): void {
  const { channel, to } = actionRoutes[step.action];
  const isText = isToPhone(channel);
  if (channel !== "webhook" && step.body === "") refuse("body", "must not be empty");
  if (channel === "webhook" && !step.webhookUrl) {
    refuse("webhookUrl", "must be the address to call, such as https://example.com/hook");
  }
  if (channel === "email" && !step.subject) refuse("subject", "must not be empty: an e-mail has one");
  if (step.phoneRequired && !isText) refuse("phoneRequired", "is for texts only");
  if (step.phoneRequired && isText && to !== "attendee") {
    refuse("phoneRequired", "is for texts to the attendee only");
  }
  if (step.includeCalendarEvent && channel !== "email") refuse("includeCalendarEvent", "is for e-mails only");
  checkFallback(step, refuse);
  if (to === "fixed" && typeof step.verifiedRecipientId !== "number") {
    const what = channel === "email" ? "an address" : "a number";
    refuse("verifiedRecipientId", `must name ${what} that you have verified in your settings`);
  }
  if (channel === "whatsapp" && !step.contentSid) {
    refuse("contentSid", "must name a content template: WhatsApp takes only approved ones");
  }
}

function checkFallback(
  { action, fallback }: RuleInput["steps"][number],
  refuse: (part: string, message: string) => void,
): void {
  if (!fallback || mayFallBack(action, fallback.kind)) return;
  if (!isToPhone(actionRoutes[action].channel)) refuse("fallback", "is for texts only");
  else if (fallback.kind === "other_provider") {
    refuse("fallback.kind", "is for texts by SMS: WhatsApp has no other provider");
  } else {
    refuse("fallback.kind", "is for texts to the attendee or to you: a number has no e-mail address");
  }
}

function checkTimings({ trigger, timings }: RuleInput, refuse: Refuse): void {
  if (isTimed(trigger) && timings.length === 0) refuse(["timings"], "must say when the steps are due");
  if (!isTimed(trigger) && timings.length > 0) {
    refuse(["timings"], "must be left out: this trigger is a moment itself");
  }
  const moments = timings.map(({ key: _, ...moment }) =>
    moment.kind === "elapsed" ? `${moment.amount * minutesPerUnit[moment.unit]}` : JSON.stringify(moment),
  );
  for (const [index, { key }] of timings.entries()) {
    if (moments.indexOf(moments[index] ?? "") < index) {
      refuse(["timings", index], "is the same moment as another");
    }
    if (key !== undefined && timings.findIndex((other) => other.key === key) < index) {
      refuse(["timings", index, "key"], "is the key of another moment");
    }
  }
}
