import { z } from "zod";
import { actionRoutes, stepActions } from "./workflow";
import { contentSidSchema } from "./workflow-input";

const step = z.object({
  action: z
    .enum(stepActions)
    .refine((action) => actionRoutes[action].channel !== "webhook", "must send a text or a mail"),
  body: z.string().trim().min(1, "must not be empty").max(10_000, "must be at most 10000 characters"),
  subject: z.string().trim().max(200, "must be at most 200 characters").nullish(),
  includeCalendarEvent: z.boolean().default(false),
  contentSid: contentSidSchema.nullish(),
});

/** A step as it is being written, to be sent to whoever writes it. */
export const testSendInputSchema = z
  .object({
    /** The saved workflow that the step is of or will be of. */
    workflowId: z.int().nullish(),
    stepNumber: z.int().min(1).max(10).default(1),
    step,
    /** A booking of the organizer's that the text reads like; without one it is made up. */
    bookingUid: z.string().max(200).nullish(),
    /**
     * A verified number or address of the organizer's. Without one, texts go to their own number and mails to the
     * address of their account.
     */
    recipientId: z.int().nullish(),
  })
  .superRefine(({ step: { action, subject, contentSid } }, ctx) => {
    const { channel } = actionRoutes[action];
    const refuse = (part: string, message: string) =>
      ctx.addIssue({ code: "custom", path: ["step", part], message });
    if (channel === "email" && !subject) refuse("subject", "must not be empty: an e-mail has one");
    if (channel === "whatsapp" && !contentSid) {
      refuse("contentSid", "must name a content template: WhatsApp takes only approved ones");
    }
  });

export type TestSendInput = z.output<typeof testSendInputSchema>;
