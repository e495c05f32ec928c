import { describeDeliveryCode } from "@/server/domain/workflows/delivery-codes";
import {
  describeMessage,
  type MessageFacts,
  type MessageTone,
} from "@/server/domain/workflows/describe-message";
import { type AttemptState, isToPhone } from "@/server/domain/workflows/message-state";
import { actionWords, doorWords } from "./audit-words";
import { callAttemptWords } from "./call-attempt-words";
import type { Door } from "./door";
import { inboundEntry, type TimelineInbound } from "./inbound-entry";

export type TimelineBooking = {
  id: number;
  uid: string;
  startsAt: Date;
  attendeeName: string;
  createdAt: Date;
  updatedAt: Date;
};

export type TimelineAudit = {
  id: number;
  bookingId: number | null;
  action: string;
  door: Door;
  actorKind: "anonymous" | "link_holder" | "phone_holder" | "api_key" | "organizer" | "system";
  /** The name of the API key that acted. */
  actorName: string | null;
  fromBookingId: number | null;
  /** The message that it is about, where it isn't about the booking itself. */
  messageId: string | null;
  reason: string | null;
  createdAt: Date;
};

export type TimelineMessage = MessageFacts & {
  id: string;
  bookingId: number;
  name: string;
  recipient: string;
};

export type TimelineAttempt = {
  id: string;
  messageId: string;
  number: number;
  state: AttemptState;
  provider: string;
  code: string | null;
  httpStatus: number | null;
  /** The beginning of what a webhook's receiver said. */
  answer: string | null;
  providerMessageId: string | null;
  startedAt: Date;
};

export type TimelineReceipt = {
  id: number;
  messageId: string;
  status: string;
  code: string;
  receivedAt: Date;
};

export type TimelineEntry = {
  id: string;
  at: string;
  kind: "booking" | "inbound" | "attempt" | "receipt" | "ending" | "due";
  tone: MessageTone;
  title: string;
  /** What it means, in a sentence or two. */
  meaning: string;
  /** The booking's time after this entry, and before it where it moved. */
  startsAt: string | null;
  previousStartsAt: string | null;
  messageId: string | null;
  /** What the provider calls it, for whoever has to ask there. */
  provider: { messageId: string | null; code: string | null; httpStatus: number | null } | null;
};

export type TimelineInput = {
  bookings: TimelineBooking[];
  audit: TimelineAudit[];
  messages: TimelineMessage[];
  attempts: TimelineAttempt[];
  receipts: TimelineReceipt[];
  inbound: TimelineInbound[];
  now: Date;
};

/**
 * All that happened to a booking and its messages, and what is still to come, oldest first; of things at the
 * same instant, causes come before their effects, and things of a kind stay in the order given.
 */
export function bookingTimeline(input: TimelineInput): TimelineEntry[] {
  const messages = new Map(input.messages.map((message) => [message.id, message]));
  const ofMessage = <T extends { messageId: string }>(rows: T[]) =>
    rows.flatMap((row) => {
      const message = messages.get(row.messageId);
      return message ? [{ row, message }] : [];
    });
  const entries = [
    ...input.audit.flatMap((entry) => {
      const message = messages.get(entry.messageId ?? "");
      if (entry.messageId !== null) return message ? [messageAuditEntry(entry, message)] : [];
      return [auditEntry(entry, input.bookings)];
    }),
    ...input.inbound.map(inboundEntry),
    ...ofMessage(input.attempts).map(({ row, message }) => attemptEntry(row, message)),
    ...ofMessage(input.receipts).map(({ row, message }) => receiptEntry(row, message)),
    ...input.messages.flatMap((message) => endingEntry(message, input.now)),
    ...input.messages.flatMap((message) => dueEntry(message, input.now)),
  ];
  const rank: Record<TimelineEntry["kind"], number> = {
    inbound: 0,
    booking: 1,
    attempt: 2,
    receipt: 3,
    ending: 4,
    due: 5,
  };
  return entries.sort((a, b) => compare(a.at, b.at) || rank[a.kind] - rank[b.kind]);
}

const nothingElse = { startsAt: null, previousStartsAt: null, messageId: null, provider: null };

function auditEntry(entry: TimelineAudit, bookings: TimelineBooking[]): TimelineEntry {
  const booking = bookings.find(({ id }) => id === entry.bookingId);
  const previous = bookings.find(({ id }) => id === entry.fromBookingId);
  const by = actorWords(entry, booking?.attendeeName ?? "the attendee");
  const reason = entry.reason ? ` Reason: ${entry.reason}` : "";
  return {
    ...nothingElse,
    ...(actionWords[entry.action] ?? { title: entry.action, tone: "off" as const }),
    id: `audit:${entry.id}`,
    at: happenedAt(entry, booking).toISOString(),
    kind: "booking",
    meaning: `By ${by}, ${doorWords[entry.door]}.${reason}`,
    startsAt: booking?.startsAt.toISOString() ?? null,
    previousStartsAt: previous?.startsAt.toISOString() ?? null,
  };
}

const messageActionWords: Record<string, { says: string; tone: MessageTone }> = {
  "message.cancelled": { says: "called off", tone: "off" },
  "message.retried": { says: "to be sent again", tone: "waiting" },
};

/** What somebody did about one message. */
function messageAuditEntry(entry: TimelineAudit, message: TimelineMessage): TimelineEntry {
  const { says, tone } = messageActionWords[entry.action] ?? { says: entry.action, tone: "off" as const };
  return {
    ...nothingElse,
    id: `audit:${entry.id}`,
    at: entry.createdAt.toISOString(),
    kind: "booking",
    tone,
    title: `${message.name}: ${says}`,
    meaning: `By ${actorWords(entry, "the attendee")}, ${doorWords[entry.door]}.`,
    messageId: message.id,
  };
}

const changesOfStatus = ["booking.cancelled", "booking.confirmed", "booking.declined"];

/** The change itself, which precedes its entry and what it did to messages by some milliseconds. */
function happenedAt({ action, createdAt }: TimelineAudit, booking: TimelineBooking | undefined): Date {
  if (!booking || /(_absent|_present|_changed|_added|_confirmed|\.rated)$/.test(action)) return createdAt;
  if (!changesOfStatus.includes(action)) return booking.createdAt;
  return booking.updatedAt < createdAt ? booking.updatedAt : createdAt;
}

function actorWords({ actorKind, actorName }: TimelineAudit, attendeeName: string): string {
  if (actorKind === "organizer") return "you";
  if (actorKind === "system") return "Punctual";
  if (actorKind === "link_holder") return `someone with ${attendeeName}’s booking link`;
  if (actorKind === "phone_holder") return `whoever has ${attendeeName}’s phone`;
  if (actorKind === "api_key") return actorName ? `the API key “${actorName}”` : "an API key";
  return attendeeName;
}

function attemptEntry(attempt: TimelineAttempt, message: TimelineMessage): TimelineEntry {
  return {
    ...nothingElse,
    ...attemptWords(attempt, message),
    id: `attempt:${attempt.id}`,
    at: attempt.startedAt.toISOString(),
    kind: "attempt",
    messageId: message.id,
    provider: {
      messageId: attempt.providerMessageId,
      code: attempt.code,
      httpStatus: attempt.httpStatus,
    },
  };
}

const providerNames: Readonly<Record<string, string>> = { twilio: "Twilio", smtp: "The mail server" };

function attemptWords(
  { state, code, number, answer, provider }: TimelineAttempt,
  { channel, name }: TimelineMessage,
): Pick<TimelineEntry, "title" | "meaning" | "tone"> {
  const nth = number > 1 ? ` (attempt ${number})` : "";
  const because = code ? `${describeDeliveryCode(channel, code)} ` : "";
  if (channel === "webhook")
    return callAttemptWords(state, { title: (says) => `${name}: ${says}${nth}`, because, answer });
  const who = providerNames[provider] ?? (isToPhone(channel) ? "The SMS provider" : "The mail server");
  switch (state) {
    case "started":
      return { title: `${name}: being sent${nth}`, meaning: `${who} hasn’t answered yet.`, tone: "moving" };
    case "accepted":
      return { title: `${name}: sent${nth}`, meaning: `${who} took it.`, tone: "good" };
    case "refused":
      return { title: `${name}: refused${nth}`, meaning: because.trim(), tone: "bad" };
    case "unknown":
      return {
        title: `${name}: no answer${nth}`,
        meaning: `${because}It may have gone out, so it is looked up and not repeated.`,
        tone: "warn",
      };
  }
}

const receiptWords: Record<string, { says: string; meaning: string; tone: MessageTone }> = {
  queued: { says: "queued", meaning: "It waits at the provider for its turn.", tone: "moving" },
  sent: { says: "handed to the phone network", meaning: "The receipt is still to come.", tone: "moving" },
  delivered: { says: "delivered", meaning: "The phone network confirmed that it arrived.", tone: "good" },
  undelivered: { says: "not delivered", meaning: "The phone network couldn’t deliver it.", tone: "bad" },
  failed: { says: "not delivered", meaning: "It couldn’t be delivered.", tone: "bad" },
  canceled: {
    says: "called off at the provider",
    meaning: "The provider says that it was called off.",
    tone: "bad",
  },
};

function receiptEntry(receipt: TimelineReceipt, message: TimelineMessage): TimelineEntry {
  const words = receiptWords[receipt.status] ?? { says: receipt.status, meaning: "", tone: "off" as const };
  return {
    ...nothingElse,
    id: `receipt:${receipt.id}`,
    at: receipt.receivedAt.toISOString(),
    kind: "receipt",
    tone: words.tone,
    title: `${message.name}: ${words.says}`,
    meaning: receipt.code ? describeDeliveryCode(message.channel, receipt.code) : words.meaning,
    messageId: message.id,
    provider: { messageId: null, code: receipt.code || null, httpStatus: null },
  };
}

const silentEndings = ["cancelled", "superseded", "skipped", "unconfirmed"];

/** The ends that no attempt, receipt or audit entry tells of. */
function endingEntry(message: TimelineMessage, now: Date): TimelineEntry[] {
  if (!silentEndings.includes(message.state) || message.reason === "cancelled_by_organizer") return [];
  const { tone, headline, meaning } = describeMessage(message, now);
  return [
    {
      ...nothingElse,
      id: `ending:${message.id}`,
      at: message.updatedAt.toISOString(),
      kind: "ending",
      tone,
      title: `${message.name}: ${headline.toLowerCase()}`,
      meaning,
      messageId: message.id,
    },
  ];
}

/** What is still to be sent, at its time. */
function dueEntry(message: TimelineMessage, now: Date): TimelineEntry[] {
  if (!["planned", "armed", "retrying"].includes(message.state)) return [];
  const at = message.nextAttemptAt ?? message.dueAt;
  const { tone, headline, meaning } = describeMessage(message, now);
  return [
    {
      ...nothingElse,
      id: `due:${message.id}`,
      at: at.toISOString(),
      kind: "due",
      tone,
      title: `${message.name}: ${headline.toLowerCase()}`,
      meaning,
      messageId: message.id,
    },
  ];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
