import { z } from "zod";
import { webhookSecretSchema, webhookUrlSchema } from "./webhook-url";

export const testCallInputSchema = z.object({
  url: webhookUrlSchema,
  /** Signs the call; left out, the step's own secret does where a step is named. */
  secret: webhookSecretSchema.nullish(),
  /** A step of a workflow on record. */
  stepId: z.int().optional(),
});
export type TestCallInput = z.output<typeof testCallInputSchema>;
