import { z } from "zod";
import { attemptStates } from "@/server/domain/workflows/message-state";
import type { AppCaller } from "@/server/routers/app-router";
import { apiVersions } from "../api-version";
import { defineRoute } from "../define-route";
import { pathUuid } from "../path-id";
import type { ErrorWords } from "../rest-error-of";
import { bookingInPath, bookingVersions, bookingWords } from "./booking-words";
import { messageData, messageDataSchema } from "./message-data";
import { onceAnswered } from "./once-answered";

const receiptSchema = z.object({
  status: z.string(),
  code: z.string().optional(),
  receivedAt: z.iso.datetime(),
});

const attemptSchema = z.object({
  number: z.int(),
  state: z.enum(attemptStates),
  provider: z.string(),
  refusal: z.enum(["transient", "permanent", "account"]).optional(),
  code: z.string().optional(),
  httpStatus: z.int().optional(),
  providerMessageId: z.string().optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  receipts: z.array(receiptSchema).meta({ description: "What the provider reported later." }),
});

/** A message of a booking with all that was tried. */
export const bookingMessageDataSchema = messageDataSchema
  .extend({
    headline: z.string().meta({ description: "How it stands, in a word or two." }),
    meaning: z.string().meta({ description: "What happened and what it means." }),
    movedFromAt: z.iso
      .datetime()
      .optional()
      .meta({ description: "When its workflow alone would have it due." }),
    movedReason: z.string().optional(),
    nextAttemptAt: z.iso.datetime().optional(),
    retriedById: z.uuid().optional().meta({ description: "The message that was sent anew in its place." }),
    canCancel: z.boolean(),
    canRetry: z.boolean(),
    history: z.array(attemptSchema).meta({ description: "Every attempt, the first one first." }),
  })
  .meta({ id: "MessageInFull", description: "One message that a booking owes, with every attempt." });

/** The body of POST /v2/messages/:id/retry. */
export const retryMessageBodySchema = z.object({
  mayArriveTwice: z
    .boolean()
    .optional()
    .meta({ description: "Where nobody knows what became of the last attempt: that it may arrive twice." }),
});

const retriedMessageSchema = z.object({
  id: z.uuid().meta({ description: "Of the message that takes its place." }),
  dueAt: z.iso.datetime(),
});

const words: ErrorWords = {
  fields: { idempotencyKey: "Idempotency-Key" },
  messages: bookingWords.messages,
};
const messageId = "0b9c1d7e-3a52-4f68-9a1b-2c3d4e5f6071";
const ofMessages = {
  params: z.object({
    id: pathUuid({ reason: "message_not_found", message: (id) => `You have no message with id ${id}.` }),
  }),
  tag: "Messages",
  access: "key",
  versions: apiVersions,
  words,
  errors: { 409: "It can't be done as the message stands; the reason says why." },
} as const;

export const bookingMessageRoutes = [
  defineRoute({
    tag: "Messages",
    access: "key",
    versions: bookingVersions,
    words: bookingWords,
    method: "GET",
    pattern: "/bookings/:uid/messages",
    params: bookingInPath,
    summary: "List what a booking owes, with every attempt",
    description: "By due time, also what was called off or replaced.",
    answer: z.array(bookingMessageDataSchema),
    handle: async ({ caller, params }) => ({
      data: (await caller.booking.messages(params)).map(bookingMessageData),
    }),
  }),
  defineRoute({
    ...ofMessages,
    method: "POST",
    pattern: "/messages/:id/retry",
    summary: "Send a message again",
    description:
      "One that failed, was called off or was skipped: a new message takes its place, with the text that its step has now. Each is sent again once.",
    body: retryMessageBodySchema,
    answer: retriedMessageSchema,
    example: { params: { id: messageId }, body: {} },
    handle: async ({ caller, params, body, idempotencyKey }) => {
      const once = await caller.message.retry({ ...params, ...body, idempotencyKey });
      return onceAnswered(once.answer, once);
    },
  }),
  defineRoute({
    ...ofMessages,
    method: "POST",
    pattern: "/messages/:id/cancel",
    summary: "Call off a message",
    description: "One that has not gone out.",
    answer: z.object({ id: z.uuid() }),
    example: { params: { id: messageId } },
    handle: async ({ caller, params, idempotencyKey }) => {
      const once = await caller.message.cancel({ ...params, idempotencyKey });
      return onceAnswered(once.answer, once);
    },
  }),
];

type BookingMessage = Awaited<ReturnType<AppCaller["booking"]["messages"]>>[number];

function bookingMessageData(view: BookingMessage): z.output<typeof bookingMessageDataSchema> {
  const { headline, meaning, movedFromAt, movedReason, nextAttemptAt, retriedById, choices } = view;
  return {
    ...messageData(view),
    ...{ headline, meaning },
    movedFromAt: movedFromAt ?? undefined,
    movedReason: movedReason ?? undefined,
    nextAttemptAt: nextAttemptAt ?? undefined,
    retriedById: retriedById ?? undefined,
    canCancel: choices.canCancel,
    canRetry: choices.retry.kind === "possible",
    history: view.attempts.map(attemptData),
  };
}

function attemptData(attempt: BookingMessage["attempts"][number]): z.output<typeof attemptSchema> {
  const { number, state, provider, startedAt } = attempt;
  return {
    ...{ number, state, provider, startedAt },
    refusal: attempt.refusal ?? undefined,
    code: attempt.code ?? undefined,
    httpStatus: attempt.httpStatus ?? undefined,
    providerMessageId: attempt.providerMessageId ?? undefined,
    endedAt: attempt.endedAt ?? undefined,
    receipts: attempt.receipts.map(({ code, ...receipt }) => ({ ...receipt, code: code ?? undefined })),
  };
}
