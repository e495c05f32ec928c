import { describeDeliveryCode } from "./delivery-codes";
import { isToPhone, type MessageChannel, type MessageReason, type MessageState } from "./message-state";

/** What decides how a message is spoken of. */
export type MessageFacts = {
  channel: MessageChannel;
  state: MessageState;
  reason: MessageReason | null;
  code: string | null;
  dueAt: Date;
  createdAt: Date;
  updatedAt: Date;
  nextAttemptAt: Date | null;
  /** The sender that it waits for, if any. */
  heldBySenderId?: string | null;
  /** The message that the organizer had sent in its place, if any. */
  retriedById: string | null;
  /** The channel of the message that went out instead since it didn’t arrive, if any. */
  followedBy?: MessageChannel | null;
};

/** How a message stands, from worst to best; `off` are those that aren't owed any more. */
export const messageTones = ["bad", "warn", "moving", "waiting", "good", "off"] as const;
export type MessageTone = (typeof messageTones)[number];

export type MessageWords = {
  tone: MessageTone;
  /** A word or two. */
  headline: string;
  /** A sentence or two for an organizer: what happened and what it means. */
  meaning: string;
};

const soonMs = 60_000;
const receiptPatienceMs = 10 * 60_000;

const endings: Record<MessageReason, string> = {
  no_phone: "The booking has no phone number.",
  no_host_phone: "Your profile has no verified phone number.",
  not_verified: "Its number or address isn’t verified any more.",
  opted_out: "This number has replied STOP and wants no texts from you.",
  country_not_allowed: "Texts to this number’s country aren’t allowed here.",
  no_show_withdrawn: "The absence was taken back first.",
  attendance_confirmed: "Attendance was confirmed first.",
  no_email: "The booking has no e-mail address.",
  too_late: "Its time had already passed.",
  quiet_hours: "Its time fell into quiet hours, with none before the meeting that didn’t.",
  booking_cancelled: "The booking was cancelled first.",
  booking_rescheduled: "The booking was moved first.",
  booking_confirmed: "The booking was confirmed first.",
  booking_declined: "The booking was declined first.",
  cancelled_by_organizer: "It was called off.",
  workflow_changed: "Its workflow was changed first.",
  body_empty: "The text came out empty. Check the template.",
  secret_unreadable: "Its signing secret can’t be read any more. Set it anew in the workflow.",
  arrived_after_all: "The one before it was delivered after all.",
  no_other_provider: "No second provider of texts is set up here any more.",
  parent_delivered: "The text was delivered after all.",
  parent_retried: "You had the text sent again first.",
  followed_in_time: "It couldn’t be sent in time.",
};

/** How a message stands, in an organizer's words. */
export function describeMessage(message: MessageFacts, now: Date): MessageWords {
  const said = describeAlone(message, now);
  const instead = message.followedBy;
  if (instead && message.state !== "delivered" && message.state !== "accepted") {
    const how = instead === "email" ? "by e-mail instead" : "from the other number instead";
    return words("off", `Sent ${how}`, `${said.meaning} It went out ${how}.`);
  }
  if (message.retriedById === null || message.state === "delivered") return said;
  return words("off", said.headline, `${said.meaning} You had it sent again.`);
}

function describeAlone(message: MessageFacts, now: Date): MessageWords {
  const { channel, state, code } = message;
  if (channel === "webhook") return describeCall(message, now);
  const because = code ? describeDeliveryCode(channel, code) : "";
  switch (state) {
    case "planned":
    case "armed":
      return message.dueAt > now ? scheduled(channel) : onItsWay(channel);
    case "sending":
      return words("moving", "Being sent", `${provider(channel)} has been asked and hasn’t answered yet.`);
    case "retrying":
      if (isHeld(message)) {
        return words("warn", "Waits", `${because} It goes out by itself once messages can leave again.`);
      }
      return words("warn", "Will be tried again", because || "The last attempt was refused for now.");
    case "reconciling":
      return words(
        "warn",
        "Being looked up",
        `${because} It may have gone out, so Punctual looks it up before anything else and never sends it twice.`,
      );
    case "accepted":
      return accepted(message, now);
    case "delivered":
      return words("good", "Delivered", `${network(channel)} confirmed that the ${noun(channel)} arrived.`);
    case "undelivered":
      return words(
        "bad",
        "Not delivered",
        because || `${network(channel)} couldn’t deliver the ${noun(channel)}.`,
      );
    case "unconfirmed":
      return words(
        "warn",
        "Not confirmed",
        `It may have arrived: ${provider(channel)} never said what became of it. It isn’t sent again by itself, so that nobody gets it twice.`,
      );
    case "failed":
      return words("bad", "Failed", because);
    case "cancelled":
      return words("off", "Called off", reasonOf(message));
    case "superseded":
      if (message.reason === "followed_in_time")
        return words("off", "Replaced", `${reasonOf(message)} What was to follow it took its place.`);
      return words("off", "Replaced", `${reasonOf(message)} A message about the new time takes its place.`);
    case "skipped":
      return skipped(message);
  }
}

/** How a call of a webhook stands: there are no receipts, and nobody to look it up with. */
function describeCall(message: MessageFacts, now: Date): MessageWords {
  const because = message.code ? describeDeliveryCode("webhook", message.code) : "";
  switch (message.state) {
    case "planned":
    case "armed":
      return message.dueAt > now ? scheduled("webhook") : onItsWay("webhook");
    case "sending":
      return words("moving", "Being called", "The receiver has been called and hasn’t answered yet.");
    case "retrying":
      return words("warn", "Will be tried again", because || "The last call was refused for now.");
    case "reconciling":
      return words("warn", "No answer", `${because} It may have been taken, so it isn’t called again.`);
    case "unconfirmed":
      return words(
        "warn",
        "Not confirmed",
        `${because} It may have been taken. It isn’t called again by itself, so that nothing happens twice.`,
      );
    case "accepted":
    case "delivered":
      return words("good", "Taken", "The receiver took the call.");
    case "undelivered":
    case "failed":
      return words("bad", "Failed", because);
    case "cancelled":
      return words("off", "Called off", reasonOf(message));
    case "superseded":
      return words("off", "Replaced", `${reasonOf(message)} A call about the new time takes its place.`);
    case "skipped":
      return skipped(message);
  }
}

/** Whether a message is likely to change within seconds, so that watching it is worth while. */
export function isMoving(message: MessageFacts, now: Date): boolean {
  const soon = now.getTime() + soonMs;
  switch (message.state) {
    case "sending":
    case "reconciling":
      return true;
    case "planned":
    case "armed":
      return message.dueAt.getTime() <= soon;
    case "retrying":
      if (isHeld(message)) return false;
      return (message.nextAttemptAt ?? message.dueAt).getTime() <= soon;
    case "accepted":
      return awaitsReceipt(message, now);
    default:
      return false;
  }
}

function isHeld({ heldBySenderId }: MessageFacts): boolean {
  return heldBySenderId !== null && heldBySenderId !== undefined;
}

function accepted(message: MessageFacts, now: Date): MessageWords {
  if (message.channel === "email") {
    return words("good", "Sent", "The mail server took it. E-mail has no delivery receipt.");
  }
  return words(
    awaitsReceipt(message, now) ? "moving" : "waiting",
    "Sent",
    `The SMS provider took the ${noun(message.channel)}; ${network(message.channel, "the")} hasn’t confirmed yet that it arrived.`,
  );
}

function awaitsReceipt(message: MessageFacts, now: Date): boolean {
  return isToPhone(message.channel) && now.getTime() - message.updatedAt.getTime() < receiptPatienceMs;
}

function scheduled(channel: MessageChannel): MessageWords {
  return words("waiting", "Scheduled", `The ${noun(channel)} waits for its time.`);
}

function onItsWay(channel: MessageChannel): MessageWords {
  return words(
    "moving",
    "On its way out",
    `The ${noun(channel)} is due and is sent as soon as its turn comes.`,
  );
}

function skipped(message: MessageFacts): MessageWords {
  if (message.reason === "too_late" && message.dueAt >= message.createdAt) {
    return words("bad", "Not sent", "It couldn’t go out in time, so it was dropped.");
  }
  if (message.reason === "body_empty" || message.reason === "secret_unreadable")
    return words("bad", "Not sent", reasonOf(message));
  return words("off", "Not sent", reasonOf(message));
}

function reasonOf({ reason, channel }: MessageFacts): string {
  if (reason === "too_late") return `There was no time left for this ${noun(channel)}.`;
  return reason ? endings[reason] : "";
}

function words(tone: MessageTone, headline: string, meaning: string): MessageWords {
  return { tone, headline, meaning: meaning.trim() };
}

function noun(channel: MessageChannel): string {
  return { sms: "text", email: "mail", whatsapp: "WhatsApp message", webhook: "call" }[channel];
}

function network(channel: MessageChannel, article: "The" | "the" = "The"): string {
  return channel === "whatsapp" ? "WhatsApp" : `${article} phone network`;
}

function provider(channel: MessageChannel): string {
  return isToPhone(channel) ? "The SMS provider" : "The mail server";
}
