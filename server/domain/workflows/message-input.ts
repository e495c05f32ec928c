import { z } from "zod";

const messageIdSchema = z.uuid("must be the id of a message");

export const messageIdInputSchema = z.object({ id: messageIdSchema });

export const cancelMessageInputSchema = z.object({ id: messageIdSchema });

export const retryMessageInputSchema = z.object({
  id: messageIdSchema,
  /** That the recipient may get it twice, where nobody knows what became of the last attempt. */
  mayArriveTwice: z.boolean().default(false),
});

export type CancelMessageInput = z.output<typeof cancelMessageInputSchema>;
export type RetryMessageInput = z.output<typeof retryMessageInputSchema>;
