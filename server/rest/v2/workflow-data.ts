import { z } from "zod";
import { htmlOfText } from "@/server/domain/templates/html-of-text";
import { type ReadyTextKey, readyTexts } from "@/server/domain/templates/ready-texts";
import { actionRoutes, isTimed, type StepAction, stepActions } from "@/server/domain/workflows/workflow";
import { createWorkflowInputSchema } from "@/server/domain/workflows/workflow-input";
import type { AppCaller } from "@/server/routers/app-router";
import { recipientNames, stepTemplates } from "./workflow-body-schemas";
import { type TriggerName, triggerNames, unitNames } from "./workflow-words";

const { conditions, quietHours, lateBooking, timings } = createWorkflowInputSchema.shape;

/** The ready-made texts by what this API calls them. */
export const templateKeys: Readonly<Record<(typeof stepTemplates)[number], ReadyTextKey>> = {
  reminder: "reminder",
  custom: "custom",
  rescheduled: "rescheduled",
  completed: "follow_up",
  rating: "follow_up",
  cancelled: "cancelled",
};

/** Whom an action writes to, as this API calls them. */
export function recipientOf(action: StepAction): (typeof recipientNames)[number] {
  const { channel, to } = actionRoutes[action];
  if (to === "host") return "const";
  if (to === "attendee") return "attendee";
  if (to === "receiver") return "webhook";
  return channel === "email" ? "email" : "phone_number";
}

const stepDataSchema = z.object({
  id: z.int(),
  stepNumber: z.int(),
  action: z.enum(stepActions),
  recipient: z.enum(recipientNames),
  email: z.string().meta({ description: "Of a step that writes to a verified address; else empty." }),
  phone: z.string().meta({ description: "Of a step that writes to a verified number; else empty." }),
  verifiedRecipientId: z.int().optional(),
  phoneRequired: z.boolean(),
  template: z.enum(stepTemplates).meta({ description: "Whose text it has, word by word." }),
  includeCalendarEvent: z.boolean(),
  sender: z.literal("").meta({ description: "Messages come from the sender that is configured here." }),
  message: z.object({ subject: z.string(), text: z.string(), html: z.string().optional() }),
  contentSid: z.string().optional().meta({ description: "Of WhatsApp: the approved content template." }),
  fallback: z
    .union([
      z.object({
        kind: z.literal("email"),
        afterMinutes: z.int().nullable(),
        subject: z.string().nullable(),
        body: z.string().nullable(),
      }),
      z.object({ kind: z.literal("other_provider"), afterMinutes: z.int().nullable() }),
    ])
    .optional()
    .meta({ description: "Of texts: what follows one that doesn't arrive." }),
  webhookUrl: z.string().optional().meta({ description: "Of webhooks: what is called." }),
  isSigned: z.boolean().optional().meta({ description: "Of webhooks: whether a secret signs the calls." }),
});

/** A workflow as this API shows it. */
export const workflowDataSchema = z
  .object({
    id: z.int(),
    name: z.string(),
    type: z.literal("event-type"),
    userId: z.int(),
    teamId: z.int().optional().meta({ description: "Of the path that it was asked for by." }),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    version: z.int().meta({ description: "Counts the edits." }),
    activation: z.object({
      isActiveOnAllEventTypes: z.boolean(),
      activeOnEventTypeIds: z.array(z.int()),
    }),
    trigger: z.object({
      type: z.enum(Object.values(triggerNames) as [TriggerName, ...TriggerName[]]),
      offset: z
        .object({ value: z.int(), unit: z.enum(["minute", "hour", "day"]) })
        .optional()
        .meta({ description: "Of the first moment that is so long before or after the meeting." }),
      moments: timings
        .unwrap()
        .optional()
        .meta({ description: "All moments, where an offset doesn't say it all." }),
    }),
    steps: z.array(stepDataSchema),
    conditions: conditions.unwrap().meta({ description: "All must hold for a booking to be owed anything." }),
    quietHours: quietHours.unwrap(),
    lateBooking: lateBooking.unwrap(),
    warnings: z.array(
      z.object({
        field: z.string(),
        reason: z.string(),
        message: z.string(),
        suggestion: z.string().optional(),
      }),
    ),
  })
  .meta({
    id: "Workflow",
    description: "A rule: when something happens to a booking, its messages are owed.",
  });

export type WorkflowData = z.output<typeof workflowDataSchema>;

type Workflow = Awaited<ReturnType<AppCaller["workflow"]["get"]>>;

/** A workflow in this API's words, for its owner. */
export function workflowData(workflow: Workflow): WorkflowData {
  const { id, name, ownerId, createdAt, updatedAt, version, activeOn } = workflow;
  const { conditions: asked, quietHours: quiet, lateBooking: late, warnings } = workflow;
  return {
    ...{ id, name, type: "event-type", userId: ownerId },
    ...{ createdAt, updatedAt, version },
    activation: {
      isActiveOnAllEventTypes: activeOn.kind === "all",
      activeOnEventTypeIds: activeOn.kind === "event_types" ? activeOn.eventTypeIds : [],
    },
    trigger: triggerData(workflow),
    steps: workflow.steps.map(stepData),
    ...{ conditions: asked, quietHours: quiet, lateBooking: late },
    warnings: warnings.map(({ suggestion, ...warning }) => ({
      ...warning,
      suggestion: suggestion ?? undefined,
    })),
  };
}

function triggerData({ trigger, timings: moments }: Workflow): WorkflowData["trigger"] {
  const type = triggerNames[trigger];
  if (!isTimed(trigger)) return { type };
  const first = moments.find((moment) => moment.kind === "elapsed");
  return {
    type,
    offset: first && { value: first.amount, unit: unitNames[first.unit] },
    moments: moments.length > 1 || first === undefined ? moments : undefined,
  };
}

function stepData(step: Workflow["steps"][number]): WorkflowData["steps"][number] {
  const { id, stepNumber, action, phoneRequired, includeCalendarEvent, body, subject, sendTo } = step;
  const recipient = recipientOf(action);
  const isMail = actionRoutes[action].channel === "email";
  return {
    ...{ id, stepNumber, action, recipient },
    email: recipient === "email" ? (sendTo ?? "") : "",
    phone: recipient === "phone_number" ? (sendTo ?? "") : "",
    verifiedRecipientId: step.verifiedRecipientId ?? undefined,
    ...{ phoneRequired, template: templateOf(step), includeCalendarEvent, sender: "" },
    message: { subject: subject ?? "", text: body, html: isMail ? htmlOfText(body) : undefined },
    contentSid: step.contentSid ?? undefined,
    fallback: step.fallback ?? undefined,
    webhookUrl: step.webhookUrl ?? undefined,
    isSigned: recipient === "webhook" ? step.isSigned : undefined,
  };
}

function templateOf({ action, body, subject }: Workflow["steps"][number]): (typeof stepTemplates)[number] {
  const { channel } = actionRoutes[action];
  if (channel === "webhook") return "custom";
  const ready = readyTexts.find(
    (each) => each.bodies[channel] === body && (channel !== "email" || each.subject === subject),
  );
  return stepTemplates.find((template) => templateKeys[template] === ready?.key) ?? "custom";
}
