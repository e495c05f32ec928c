import { z } from "zod";
import { timeZoneSchema } from "@/server/domain/bookings/create-booking-input";
import { messageChannels, messageReasons } from "@/server/domain/workflows/message-state";
import { bookingOccasions } from "@/server/domain/workflows/notices";
import type { AppCaller } from "@/server/routers/app-router";
import { apiVersions } from "../api-version";
import { defineRoute } from "../define-route";
import { RestError } from "../rest-error";
import type { ErrorWords } from "../rest-error-of";
import { bookingWords } from "./booking-words";
import { instantSpellingSchema } from "./instant-spelling";
import { maxId } from "./query-integer";
import { type TriggerName, triggerNames } from "./workflow-words";

/** The body of POST /v2/workflows/preview: a booking that there is, or what one would be like. */
export const previewBodySchema = z.object({
  bookingUid: z.string().max(100).optional(),
  eventTypeId: z.int().min(1).max(maxId).optional(),
  start: instantSpellingSchema.optional(),
  lengthInMinutes: z.int().optional(),
  timeZone: timeZoneSchema.optional().meta({ description: "Of the attendee." }),
  hasPhone: z
    .boolean()
    .optional()
    .meta({ description: "Whether the attendee gives a number; so it is assumed." }),
  isReturning: z.boolean().optional().meta({ description: "Whether the attendee has booked before." }),
  bookingFieldsResponses: z.record(z.string(), z.unknown()).optional(),
  occasion: z
    .enum(bookingOccasions)
    .optional()
    .meta({ description: "What happens to it: `created` where nothing is said." }),
});

const previewedMessageSchema = z.object({
  stepNumber: z.int(),
  channel: z.enum(messageChannels),
  recipient: z.string().meta({ description: "Who is written to: attendee, host, or what the step names." }),
  dueAt: z.iso.datetime(),
  movedFromAt: z.iso
    .datetime()
    .optional()
    .meta({ description: "When its workflow alone would have it due." }),
  movedReason: z.string().optional(),
  skipReason: z.enum(messageReasons).optional().meta({ description: "Why it would not be sent." }),
  subject: z.string().optional(),
  body: z.string(),
});

export const previewDataSchema = z
  .object({
    workflows: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        trigger: z.enum(Object.values(triggerNames) as [TriggerName, ...TriggerName[]]),
        isSetOff: z.boolean().meta({ description: "Whether the occasion is one of its trigger." }),
        applies: z.boolean().meta({ description: "Whether all conditions hold." }),
        conditions: z.array(z.object({ holds: z.boolean(), explanation: z.string() })),
        messages: z.array(previewedMessageSchema),
      }),
    ),
    notifications: z.array(previewedMessageSchema).meta({ description: "The booking's own e-mails." }),
  })
  .meta({ id: "PlanPreview", description: "What a booking would owe, as it would read." });

const words: ErrorWords = {
  fields: {
    "booking.uid": "bookingUid",
    uid: "bookingUid",
    "booking.startsAt": "start",
    "booking.lengthMinutes": "lengthInMinutes",
    "booking.responses": "bookingFieldsResponses",
    "booking.eventTypeId": "eventTypeId",
    "booking.timeZone": "timeZone",
  },
  messages: bookingWords.messages,
};

export const workflowPreviewRoutes = [
  defineRoute({
    tag: "Workflows",
    access: "key",
    versions: apiVersions,
    words,
    method: "POST",
    pattern: "/workflows/preview",
    scope: "read",
    summary: "See what a booking would be sent",
    description: "Nothing is written and nothing is sent, so that a repeat is worked out anew.",
    body: previewBodySchema,
    answer: previewDataSchema,
    example: { body: { eventTypeId: 1, start: "2026-12-01T10:00:00Z" } },
    handle: async ({ caller, body }) => {
      const { occasion } = body;
      return { data: previewData(await caller.workflow.previewPlan({ booking: bookingOf(body), occasion })) };
    },
  }),
];

type PreviewCall = Parameters<AppCaller["workflow"]["previewPlan"]>[0];
type Preview = Awaited<ReturnType<AppCaller["workflow"]["previewPlan"]>>;

function bookingOf(body: z.output<typeof previewBodySchema>): PreviewCall["booking"] {
  const { bookingUid: uid, eventTypeId, start, lengthInMinutes, timeZone, hasPhone, isReturning } = body;
  if (uid !== undefined) return { kind: "booking", uid };
  if (eventTypeId === undefined || start === undefined) {
    const message = "Either bookingUid or eventTypeId + start must be provided";
    throw new RestError(400, message, { field: "bookingUid", reason: "input_not_valid" });
  }
  return {
    ...{ kind: "made_up", eventTypeId, startsAt: start, timeZone, hasPhone, isReturning },
    lengthMinutes: lengthInMinutes,
    responses: body.bookingFieldsResponses,
  };
}

function previewData({ workflows, notifications }: Preview): z.output<typeof previewDataSchema> {
  return {
    workflows: workflows.map(({ id, name, trigger, isSetOff, applies, conditions, messages }) => ({
      ...{ id, name, trigger: triggerNames[trigger], isSetOff, applies },
      conditions: conditions.map(({ holds, explanation }) => ({ holds, explanation })),
      messages: messages.map(messageData),
    })),
    notifications: notifications.map(messageData),
  };
}

function messageData(message: Preview["notifications"][number]): z.output<typeof previewedMessageSchema> {
  const { stepNumber, channel, recipientRole, dueAt, body } = message;
  return {
    ...{ stepNumber, channel, recipient: recipientRole, dueAt },
    movedFromAt: message.movedFromAt ?? undefined,
    movedReason: message.movedReason ?? undefined,
    skipReason: message.skipReason ?? undefined,
    subject: message.subject ?? undefined,
    body,
  };
}
