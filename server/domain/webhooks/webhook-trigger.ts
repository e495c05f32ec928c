import type { BookingOccasion } from "@/server/domain/workflows/notices";

/** What receivers can subscribe to: the names that receivers of Cal.com know, and those of messages. */
export const webhookTriggers = [
  "BOOKING_CREATED",
  "BOOKING_REQUESTED",
  "BOOKING_REJECTED",
  "BOOKING_RESCHEDULED",
  "BOOKING_CANCELLED",
  "BOOKING_NO_SHOW_UPDATED",
  "MEETING_STARTED",
  "MEETING_ENDED",
  "MESSAGE_DELIVERED",
  "MESSAGE_FAILED",
] as const;
export type WebhookTrigger = (typeof webhookTriggers)[number];

/** The triggers of moments that come by themselves, once for a meeting. */
export const meetingTriggers = ["MEETING_STARTED", "MEETING_ENDED"] as const satisfies WebhookTrigger[];

type ToldOccasion = Exclude<BookingOccasion, "relocated" | "attendee_no_show" | "host_no_show">;

const triggerOf: Record<ToldOccasion, WebhookTrigger> = {
  created: "BOOKING_CREATED",
  requested: "BOOKING_REQUESTED",
  confirmed: "BOOKING_CREATED",
  declined: "BOOKING_REJECTED",
  rescheduled: "BOOKING_RESCHEDULED",
  cancelled: "BOOKING_CANCELLED",
};

/** What receivers are told on an occasion: of a confirmed request that it is booked, or moved where it stood before. */
export function triggerOfOccasion(occasion: ToldOccasion, isMove: boolean): WebhookTrigger {
  return occasion === "confirmed" && isMove ? "BOOKING_RESCHEDULED" : triggerOf[occasion];
}
