import { z } from "zod";
import { offsetUnits } from "@/server/domain/workflows/workflow";
import {
  createWorkflowInputSchema,
  updateWorkflowInputSchema,
} from "@/server/domain/workflows/workflow-input";
import { maxId, queryInteger } from "./query-integer";
import { notServed } from "./refuse-unserved";
import { triggerNames, unitNames, unservedTriggers } from "./workflow-words";

// What a workflow is made of is said once, for all doors; here are the names and forms of this one.
const { conditions, quietHours, lateBooking } = updateWorkflowInputSchema.shape;
const { name, timings, steps } = createWorkflowInputSchema.shape;
const { id, action, verifiedRecipientId, body: _, subject: __, ...ofStep } = steps.element.shape;

export const stepTemplates = [
  "reminder",
  "custom",
  "rescheduled",
  "completed",
  "rating",
  "cancelled",
] as const;
export const recipientNames = ["const", "attendee", "email", "phone_number", "webhook"] as const;

const contentSchema = z.string().max(20_000, "must be at most 20000 characters");

/** A step as bodies carry it: what the domain knows of one, with its text and its recipient in this API's form. */
export const stepBodySchema = z.object({
  id: id.meta({ description: "Of a step that is there already; one without is new." }),
  action: z.union([action, z.literal("cal_ai_phone_call").meta(notServed)]),
  stepNumber: z
    .number()
    .optional()
    .meta({ description: "Steps go by it; in their order where it is left out." }),
  recipient: z.enum(recipientNames).optional().meta({ description: "Follows from the action." }),
  template: z
    .enum(stepTemplates)
    .optional()
    .meta({ description: "A ready-made text, where there is no `message`." }),
  sender: z
    .string()
    .max(200)
    .nullish()
    .meta({ description: "Not applied: messages come from the sender that is configured here." }),
  message: z
    .object({
      subject: contentSchema.nullish().meta({ description: "Of e-mails." }),
      text: contentSchema.nullish(),
      html: contentSchema.nullish().meta({ description: "Made into text; for e-mails." }),
    })
    .optional(),
  verifiedEmailId: z.int().min(1).max(maxId).nullish(),
  verifiedPhoneId: z.int().min(1).max(maxId).nullish(),
  verifiedRecipientId,
  ...ofStep,
});

export type StepBody = z.output<typeof stepBodySchema>;

const activationSchema = z.object({
  isActiveOnAllEventTypes: z.boolean().optional(),
  activeOnEventTypeIds: z.array(z.int().min(1).max(maxId)).max(500).optional(),
});

const triggerTypes = [...Object.values(triggerNames), ...Object.keys(unservedTriggers)] as const;

const triggerSchema = z.object({
  type: z.enum(triggerTypes, `must be one of ${Object.values(triggerNames).join(", ")}`),
  offset: z
    .object({
      value: z.int(),
      unit: z.enum(offsetUnits.map((unit) => unitNames[unit])),
    })
    .nullish()
    .meta({ description: "Of triggers before and after the meeting." }),
  moments: timings.unwrap().nullish().meta({
    description: "Instead of an offset: several moments, or times of day.",
  }),
});

export type TriggerBody = z.output<typeof triggerSchema>;

/** The body of POST /v2/workflows. */
export const createWorkflowBodySchema = z.object({
  name,
  type: z.literal("event-type", "must be event-type: there are no routing forms").optional(),
  activation: activationSchema.optional().meta({ description: "Off where it is left out." }),
  trigger: triggerSchema,
  steps: z
    .array(stepBodySchema)
    .min(1, "Your workflow must contain at least one step.")
    .max(10, "must be at most 10 steps"),
  conditions,
  quietHours,
  lateBooking,
});

export type CreateWorkflowBody = z.output<typeof createWorkflowBodySchema>;

/** The body of PATCH /v2/workflows/:workflowId; what is left out stays as it is. */
export const updateWorkflowBodySchema = createWorkflowBodySchema.partial();

export type UpdateWorkflowBody = z.output<typeof updateWorkflowBodySchema>;

/** The query of GET /v2/workflows. */
export const listWorkflowsQuerySchema = z.object({
  take: queryInteger(1, 250).optional(),
  skip: queryInteger(0, 1_000_000).optional(),
});
