import { z } from "zod";

export const checkSenderInputSchema = z.object({
  /** A sender's id, as the list of senders names it. */
  id: z.string().min(1).max(100),
});

export type CheckSenderInput = z.output<typeof checkSenderInputSchema>;
