import { isTest } from "./message-source";
import { isToPhone, type MessageChannel, type MessageReason, type MessageState } from "./message-state";
import { type OwedFacts, whyNotOwed } from "./why-not-owed";

export type RetryFacts = OwedFacts & {
  channel: MessageChannel;
  state: MessageState;
  reason: MessageReason | null;
  recipient: string;
  dueAt: Date;
  relevantUntilAt: Date;
  retriedById: string | null;
  /** Whether the recipient replied STOP. */
  isOptedOut: boolean;
};

export const retryRefusals = [
  "is_test",
  "already_retried",
  "not_ended",
  "already_sent",
  "no_recipient",
  "not_owed",
  "too_late",
  "opted_out",
] as const;
/** Why a message can't be sent anew. */
export type RetryRefusal = (typeof retryRefusals)[number];

export type RetryVerdict =
  | {
      kind: "possible";
      /** When it would go out: at its own time where that is to come. */
      dueAt: Date;
      /** Nobody knows what became of the last attempt: the recipient may get it twice. */
      mayHaveArrived: boolean;
    }
  | { kind: "refused"; why: RetryRefusal };

const retryableStops: readonly (MessageReason | null)[] = [
  "not_verified",
  "country_not_allowed",
  "too_late",
  "quiet_hours",
  "body_empty",
  "secret_unreadable",
  "cancelled_by_organizer",
];

/** Whether a message that ended without reaching anyone may be sent anew, and when; if not, why. */
export function judgeRetry(message: RetryFacts, now: Date): RetryVerdict {
  const why = refusalOf(message, now);
  if (why !== null) return { kind: "refused", why };
  return {
    kind: "possible",
    dueAt: message.dueAt > now ? message.dueAt : now,
    mayHaveArrived: message.state === "unconfirmed",
  };
}

function refusalOf(message: RetryFacts, now: Date): RetryRefusal | null {
  if (isTest(message)) return "is_test";
  if (message.retriedById !== null) return "already_retried";
  switch (message.state) {
    case "accepted":
    case "delivered":
      return "already_sent";
    case "failed":
    case "undelivered":
    case "unconfirmed":
      break;
    case "cancelled":
    case "skipped":
      if (message.recipient === "") return "no_recipient";
      if (!retryableStops.includes(message.reason)) return "not_owed";
      break;
    case "superseded":
      return "not_owed";
    default:
      return "not_ended";
  }
  if (whyNotOwed(message) !== null) return "not_owed";
  if (message.relevantUntilAt <= now) return "too_late";
  return isToPhone(message.channel) && message.isOptedOut ? "opted_out" : null;
}

const refusalWords: Record<RetryRefusal, string> = {
  is_test: "It was a test. Send another one from the workflow.",
  already_retried: "It has been sent again already.",
  not_ended: "It is still on its way; wait for what becomes of it.",
  already_sent: "It has been sent.",
  no_recipient: "The booking has no number or address for it.",
  not_owed: "It isn’t sent again, since the booking or its workflow doesn’t owe it any more.",
  too_late: "It isn’t sent again, since its time is over.",
  opted_out: "It can’t be sent again: the recipient replied STOP and doesn’t want texts.",
};

/** Why a message can't be sent anew, in an organizer's words. */
export function describeRetryRefusal(why: RetryRefusal): string {
  return refusalWords[why];
}
