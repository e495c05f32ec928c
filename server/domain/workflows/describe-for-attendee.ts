import { isToPhone, type MessageChannel, type MessageReason, type MessageState } from "./message-state";

/** What decides how a message is spoken of to the person who booked. */
export type AttendeeMessageFacts = {
  channel: MessageChannel;
  state: MessageState;
  reason: MessageReason | null;
  code: string | null;
  dueAt: Date;
};

export type AttendeeWords = {
  tone: "good" | "accent" | "neutral" | "warn" | "bad";
  /** A word or two. */
  label: string;
  /** A sentence on what it means, or null where the label says it all. */
  meaning: string | null;
};

const endings: Record<MessageReason, string> = {
  no_phone: "There is no phone number on this booking.",
  no_host_phone: "The organizer has no phone number for texts.",
  not_verified: "Its recipient isn’t verified.",
  opted_out: "This number has replied STOP, so it gets no more texts.",
  country_not_allowed: "Texts don’t go to this number’s country.",
  no_show_withdrawn: "The organizer took it back that somebody didn’t come.",
  attendance_confirmed: "Attendance was confirmed first.",
  no_email: "There is no e-mail address on this booking.",
  too_late: "Its time had already passed.",
  quiet_hours: "It would have come in the middle of the night.",
  booking_cancelled: "The booking was cancelled first.",
  booking_rescheduled: "The booking was moved first.",
  booking_confirmed: "The booking was confirmed first.",
  booking_declined: "The booking was declined first.",
  cancelled_by_organizer: "The organizer called it off.",
  workflow_changed: "The organizer changed what is sent.",
  body_empty: "There was nothing to say in it.",
  secret_unreadable: "It couldn’t be signed.",
  arrived_after_all: "An earlier one arrived after all.",
  no_other_provider: "There is no other way to text this number.",
  parent_delivered: "The text arrived after all.",
  parent_retried: "The text is sent again first.",
  followed_in_time: "It couldn’t be sent in time, so another message takes its place.",
};

/** Refusals and failed deliveries about which the person who booked can do something. */
const undeliverable: Readonly<Record<string, string>> = {
  "21211": "The number doesn’t seem to be a valid one.",
  "21217": "The number doesn’t seem to be a valid one.",
  "21610": "This number has replied STOP, so it gets no more texts.",
  "21614": "The number doesn’t take texts.",
  "21635": "The number is a landline, which doesn’t take texts.",
  "30003": "The phone was switched off or without reception.",
  "30004": "The phone or its carrier blocks texts from this sender.",
  "30005": "The number doesn’t exist or is no longer in use.",
  "30006": "The number is a landline or doesn’t take texts.",
  smtp_550: "The mail server doesn’t know this address.",
  smtp_551: "The mail server doesn’t know this address.",
  smtp_552: "The mailbox is full.",
  smtp_553: "The address doesn’t seem to be a valid one.",
};

/** How a message stands, in the words of someone who waits for it. */
export function describeForAttendee(message: AttendeeMessageFacts, now: Date): AttendeeWords {
  const { state, channel } = message;
  switch (state) {
    case "planned":
    case "armed":
      return message.dueAt > now ? words("neutral", "Planned") : words("accent", "On its way");
    case "sending":
      return words("accent", "On its way");
    case "retrying":
      return words("warn", "Trying again", "It couldn’t go out yet.");
    case "reconciling":
      return words("warn", "Checking", "We are finding out whether it went out.");
    case "accepted":
      return channel === "email" ? words("good", "Sent") : words("accent", "Sent");
    case "delivered":
      return words("good", "Delivered");
    case "undelivered":
      return words("bad", "Not delivered", meaningOf(message));
    case "unconfirmed":
      return words("warn", "Probably sent", "Nobody could confirm that it arrived.");
    case "failed":
      return words("bad", "Not sent", meaningOf(message));
    case "cancelled":
      return words("neutral", "Called off", reasonOf(message));
    case "superseded":
      return words("neutral", "Replaced", reasonOf(message));
    case "skipped":
      return words("neutral", "Not sent", reasonOf(message));
  }
}

/** Whether anything about the messages of a booking may change within the next seconds. */
export function isAwaited(message: AttendeeMessageFacts, now: Date): boolean {
  const sinceDueMs = now.getTime() - message.dueAt.getTime();
  switch (message.state) {
    case "sending":
    case "reconciling":
    case "retrying":
      return true;
    case "planned":
    case "armed":
      return sinceDueMs > -soonMs;
    case "accepted":
      return isToPhone(message.channel) && sinceDueMs < receiptPatienceMs;
    default:
      return false;
  }
}

const soonMs = 60_000;
const receiptPatienceMs = 10 * 60_000;

function words(tone: AttendeeWords["tone"], label: string, meaning: string | null = null): AttendeeWords {
  return { tone, label, meaning };
}

function reasonOf({ reason }: AttendeeMessageFacts): string | null {
  return reason && endings[reason];
}

function meaningOf({ code, channel }: AttendeeMessageFacts): string {
  const known = code === null ? undefined : undeliverable[code];
  return known ?? (isToPhone(channel) ? "The phone network refused it." : "The mail server refused it.");
}
