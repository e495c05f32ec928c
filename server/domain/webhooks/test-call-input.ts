import { z } from "zod";
import { webhookSecretSchema, webhookUrlSchema } from "./webhook-url";

export const testCallInputSchema = z.object({
  url: webhookUrlSchema,
  /** Signs the call; left out, the step's own secret does where a step is named. */
  secret: webhookSecretSchema.nullish(),
  /** A step of a workflow on record. */
  stepId: z.int().optional(),
  /** What the call says of the workflow and the step that would make it. */
  workflowName: z.string().trim().max(100).optional(),
  stepNumber: z.int().min(1).max(10).default(1),
  /** A booking of the organizer's that the call tells of; without, of a made-up one. */
  bookingUid: z.string().max(200).nullish(),
});
export type TestCallInput = z.output<typeof testCallInputSchema>;
