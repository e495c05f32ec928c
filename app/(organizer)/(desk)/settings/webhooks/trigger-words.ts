import type { WebhookTrigger } from "@/server/domain/webhooks/webhook-trigger";

/** What a webhook is told of, as its organizer chooses it. */
export const triggerWords = {
  BOOKING_CREATED: "A meeting is booked, or a request confirmed",
  BOOKING_REQUESTED: "Somebody asks for a meeting",
  BOOKING_REJECTED: "A request is declined",
  BOOKING_RESCHEDULED: "A meeting is moved",
  BOOKING_CANCELLED: "A meeting is cancelled",
  BOOKING_NO_SHOW_UPDATED: "Somebody is marked as not having come",
  MEETING_STARTED: "A meeting starts",
  MEETING_ENDED: "A meeting ends",
  MESSAGE_DELIVERED: "A text was delivered",
  MESSAGE_FAILED: "A message failed",
} satisfies Record<WebhookTrigger, string>;

export const triggerOptions = Object.entries(triggerWords).map(([id, label]) => ({
  id: id as WebhookTrigger,
  label,
}));
