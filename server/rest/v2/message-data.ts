import { z } from "zod";
import { fallbackKinds } from "@/server/domain/workflows/fallback";
import { messageChannels, messageReasons, messageStates } from "@/server/domain/workflows/message-state";
import type { AppCaller } from "@/server/routers/app-router";

/** One message that a booking owes, as far as it has come. */
export const messageDataSchema = z
  .object({
    id: z.uuid(),
    workflow: z.object({ id: z.int().nullable(), name: z.string() }),
    step: z.object({ id: z.int().nullable(), number: z.int() }),
    channel: z.enum(messageChannels),
    recipient: z.string().meta({ description: "Masked.", examples: ["+1•••••2671"] }),
    dueAt: z.iso.datetime(),
    state: z.enum(messageStates),
    reason: z.enum(messageReasons).optional().meta({ description: "Why it was not sent." }),
    code: z.string().optional().meta({ description: "What the provider said, where it refused or failed." }),
    attempts: z.int(),
    fallback: z
      .object({ kind: z.enum(fallbackKinds), afterMinutes: z.int().nullable() })
      .optional()
      .meta({
        description:
          "What follows it if it doesn't arrive, and after how many minutes without a receipt; null waits until it is known.",
      }),
    fallbackOf: z
      .uuid()
      .optional()
      .meta({ description: "The message that it follows, which didn't arrive." }),
  })
  .meta({ id: "Message", description: "One message that a booking owes, as far as it has come." });

type MessageView = Awaited<ReturnType<AppCaller["booking"]["get"]>>["workflows"][number];

export function messageData(view: MessageView): z.output<typeof messageDataSchema> {
  const {
    id,
    workflow,
    step,
    channel,
    recipient,
    dueAt,
    state,
    reason,
    code,
    attemptCount,
    fallback,
    parentMessageId,
  } = view;
  return {
    id,
    workflow,
    step,
    channel,
    recipient,
    dueAt,
    state,
    reason: reason ?? undefined,
    code: code ?? undefined,
    attempts: attemptCount,
    fallback: fallback ?? undefined,
    fallbackOf: parentMessageId ?? undefined,
  };
}
