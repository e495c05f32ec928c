export const messageStates = [
  "planned",
  "armed",
  "sending",
  "retrying",
  "reconciling",
  "accepted",
  "delivered",
  "undelivered",
  "unconfirmed",
  "failed",
  "cancelled",
  "superseded",
  "skipped",
] as const;

export type MessageState = (typeof messageStates)[number];

/** The changes of state that a message may make; the database refuses all others. */
export const messageTransitions: Record<MessageState, readonly MessageState[]> = {
  planned: ["armed", "cancelled", "superseded", "skipped"],
  armed: ["armed", "sending", "retrying", "cancelled", "superseded", "skipped"],
  sending: ["accepted", "retrying", "failed", "reconciling"],
  retrying: ["armed", "sending", "cancelled", "superseded", "skipped"],
  reconciling: ["accepted", "unconfirmed"],
  accepted: ["delivered", "undelivered", "unconfirmed"],
  unconfirmed: ["delivered", "undelivered"],
  undelivered: ["delivered"],
  delivered: [],
  failed: [],
  cancelled: [],
  superseded: [],
  skipped: [],
};

/** States in which nothing has gone out and nothing is on its way: a change of the booking can still stop it. */
export const stoppableStates = ["planned", "armed", "retrying"] as const satisfies MessageState[];

export const messageReasons = [
  "no_phone",
  "no_email",
  "no_host_phone",
  "not_verified",
  "opted_out",
  "country_not_allowed",
  "too_late",
  "quiet_hours",
  "booking_cancelled",
  "booking_rescheduled",
  "booking_confirmed",
  "booking_declined",
  "no_show_withdrawn",
  "attendance_confirmed",
  "cancelled_by_organizer",
  "workflow_changed",
  "body_empty",
  "secret_unreadable",
  "arrived_after_all",
  "no_other_provider",
  "parent_delivered",
  "parent_retried",
  "followed_in_time",
] as const;

/** Why a message was skipped, cancelled or superseded. */
export type MessageReason = (typeof messageReasons)[number];

/** Why a message is due at another time than its workflow says. */
export const moveReasons = ["late_booking", "quiet_hours"] as const;
export type MoveReason = (typeof moveReasons)[number];

export const messageChannels = ["sms", "email", "whatsapp", "webhook"] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** The channels whose messages are written by somebody; a webhook says how its booking stands. */
export type WrittenChannel = Exclude<MessageChannel, "webhook">;

/** Whether a channel ends at a phone number, where receipts come back from. */
export function isToPhone(channel: MessageChannel): channel is "sms" | "whatsapp" {
  return channel === "sms" || channel === "whatsapp";
}

/** `fixed` is a verified number or address that a step names, `receiver` the server that a webhook calls. */
export const recipientRoles = ["attendee", "host", "fixed", "receiver"] as const;
export type RecipientRole = (typeof recipientRoles)[number];

export const attemptStates = ["started", "accepted", "refused", "unknown"] as const;
export type AttemptState = (typeof attemptStates)[number];

/** The changes of state that an attempt may make; an unknown one is settled by what the provider shows later. */
export const attemptTransitions: Record<AttemptState, readonly AttemptState[]> = {
  started: ["accepted", "refused", "unknown"],
  unknown: ["accepted"],
  accepted: [],
  refused: [],
};
