import { z } from "zod";
import { messageChannels } from "@/server/domain/workflows/message-state";

const bookingEvent = z.object({ requestId: z.string(), bookingId: z.int(), ownerId: z.int() });
const messageEvent = z.object({
  requestId: z.string(),
  messageId: z.uuid(),
  generation: z.int(),
  dueAt: z.iso.datetime(),
  channel: z.enum(messageChannels),
  /** Names the number, service or address that it leaves from, without saying it; older events have none. */
  sender: z.string().optional(),
});

const workflowEvent = z.object({
  requestId: z.string(),
  workflowId: z.int(),
  ownerId: z.int(),
  version: z.int(),
});

const webhookEvent = z.object({ requestId: z.string(), webhookId: z.uuid(), ownerId: z.int() });

/** The events that commits hand to the engine: ids and instants only, changed only backwards-compatibly. */
export const eventSchemas = {
  "booking/created": bookingEvent,
  "booking/requested": bookingEvent,
  "booking/confirmed": bookingEvent,
  "booking/declined": bookingEvent,
  "booking/rescheduled": bookingEvent,
  "booking/cancelled": bookingEvent,
  "booking/updated": bookingEvent,
  "booking/no-show.updated": bookingEvent,
  "workflow/changed": workflowEvent,
  "webhook/delivery.requested": webhookEvent,
  "webhook/disabled": webhookEvent,
  "message/armed": messageEvent,
  "message/due": messageEvent,
} as const;

export type EventName = keyof typeof eventSchemas;
export type EventData<Name extends EventName> = z.output<(typeof eventSchemas)[Name]>;
