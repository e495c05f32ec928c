import { describeMessage } from "@/server/domain/workflows/describe-message";
import type { MessageReason, RecipientRole } from "@/server/domain/workflows/message-state";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import type { PlanMessage } from "./plan-question";

/** What happens to a booking, as its organizer chooses it. */
export const occasionWords = {
  created: "It is booked",
  requested: "Somebody asks for it",
  confirmed: "I confirm the request",
  declined: "I decline the request",
  rescheduled: "It is moved to this time",
  relocated: "It gets another place",
  cancelled: "It is cancelled",
  attendee_no_show: "The attendee didn’t come",
  host_no_show: "I didn’t come",
} satisfies Record<BookingOccasion, string>;

export const occasionOptions = Object.entries(occasionWords).map(([id, label]) => ({
  id: id as BookingOccasion,
  label,
}));

/** Whom a message goes to, as it stands after "to". */
export const recipientWords = {
  attendee: "the attendee",
  host: "you",
  fixed: "a number or address of yours",
  receiver: "a server",
} satisfies Record<RecipientRole, string>;

/** Why a planned message would not be sent. */
export function skipInWords(
  { channel, dueAt }: Pick<PlanMessage, "channel" | "dueAt">,
  reason: MessageReason,
  now: Date,
): string {
  const facts = {
    channel,
    reason,
    code: null,
    dueAt: new Date(dueAt),
    nextAttemptAt: null,
    retriedById: null,
  };
  return describeMessage({ ...facts, state: "skipped", createdAt: now, updatedAt: now }, now).meaning;
}
