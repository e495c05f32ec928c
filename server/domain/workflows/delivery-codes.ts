import { describeUrlRefusal, type UrlRefusal, urlRefusals } from "@/server/domain/webhooks/webhook-url";
import type { MessageChannel } from "./message-state";

/**
 * Why a provider refused for certain: `transient` may pass later, `permanent` never will for this recipient
 * or content, `account` stops every message until the operator acts.
 */
export type Refusal = "transient" | "permanent" | "account";

export type TwilioErrorCode = {
  refusal: Refusal;
  /** For the organizer: what happened and, where there is something to do, what. */
  meaning: string;
};

/**
 * The codes that Punctual knows, of refused requests and of delivery reports alike.
 * @see https://www.twilio.com/docs/api/errors
 */
export const twilioErrorCodes: Readonly<Record<string, TwilioErrorCode>> = {
  // Later may be better.
  "20429": { refusal: "transient", meaning: "Twilio was asked too often at once." },
  "20500": { refusal: "transient", meaning: "Twilio had an internal error." },
  "20503": { refusal: "transient", meaning: "Twilio was unavailable." },
  "21611": { refusal: "transient", meaning: "The sending number has too many texts waiting." },
  "30001": { refusal: "transient", meaning: "The sender has too many texts waiting." },
  "30003": {
    refusal: "transient",
    meaning: "The phone couldn’t be reached: switched off or without reception.",
  },
  "30008": { refusal: "transient", meaning: "The network couldn’t deliver the text and didn’t say why." },
  "30017": { refusal: "transient", meaning: "The carrier’s network was congested." },
  "30022": { refusal: "transient", meaning: "The sender exceeded the carrier’s rate." },
  "30036": { refusal: "transient", meaning: "The text waited longer than it was valid." },
  "30500": { refusal: "transient", meaning: "Twilio had an internal error while sending." },
  "30610": { refusal: "transient", meaning: "The recipient’s quiet hours don’t allow a text now." },

  // This recipient or this text will never work as it is.
  "21211": {
    refusal: "permanent",
    meaning: "This is not a valid phone number. Ask the attendee for the right one.",
  },
  "21217": { refusal: "permanent", meaning: "This does not look like a phone number." },
  "21265": { refusal: "permanent", meaning: "Texts can’t be sent to a short code." },
  "21266": { refusal: "permanent", meaning: "The recipient’s number is the sending number itself." },
  "21408": {
    refusal: "permanent",
    meaning: "Texts to this country are not switched on in the Twilio account’s geographic permissions.",
  },
  "21602": { refusal: "permanent", meaning: "The text was empty. Check the workflow’s template." },
  "21604": { refusal: "permanent", meaning: "The text had no recipient." },
  "21608": {
    refusal: "permanent",
    meaning:
      "Twilio’s trial accounts text only numbers that were verified there. Verify this one or upgrade the account.",
  },
  "21610": {
    refusal: "permanent",
    meaning: "The recipient replied STOP and doesn’t want texts from this number.",
  },
  "21612": { refusal: "permanent", meaning: "The sending number can’t reach this recipient’s network." },
  "21614": { refusal: "permanent", meaning: "This number can’t receive texts; it is not a mobile number." },
  "21617": {
    refusal: "permanent",
    meaning: "The text is longer than 1600 characters. Shorten the template.",
  },
  "21635": { refusal: "permanent", meaning: "This is a landline, which can’t receive texts." },
  "30004": { refusal: "permanent", meaning: "The recipient or their carrier blocks texts from this sender." },
  "30005": { refusal: "permanent", meaning: "The number doesn’t exist or is no longer in service." },
  "30006": { refusal: "permanent", meaning: "This is a landline or its carrier doesn’t take texts." },
  "30007": { refusal: "permanent", meaning: "A carrier filtered the text as unwanted. Reword the template." },
  "30019": { refusal: "permanent", meaning: "The text is too large for the carrier." },
  "30409": { refusal: "permanent", meaning: "The text was already final." },
  "30453": { refusal: "permanent", meaning: "Twilio’s fraud protection blocked the text." },

  "21655": { refusal: "permanent", meaning: "Twilio doesn’t know the step’s content template." },
  "21656": { refusal: "permanent", meaning: "The variables don’t fit the step’s content template." },
  "63003": { refusal: "permanent", meaning: "This number isn’t on WhatsApp." },
  "63013": { refusal: "permanent", meaning: "WhatsApp refused the message for its policy." },
  "63016": { refusal: "permanent", meaning: "WhatsApp takes only approved templates. Check the step’s." },
  "63017": { refusal: "transient", meaning: "WhatsApp limits how fast the sender may write." },
  "63018": { refusal: "transient", meaning: "The sender wrote too much at once for WhatsApp." },
  "63024": { refusal: "permanent", meaning: "This number can’t be reached on WhatsApp." },

  // Nothing goes out until the account or its configuration is mended.
  "10001": { refusal: "account", meaning: "The Twilio account is not active." },
  "20003": { refusal: "account", meaning: "Twilio refused the account SID or auth token." },
  "20404": { refusal: "account", meaning: "Twilio doesn’t know this account or resource." },
  "20005": { refusal: "account", meaning: "The Twilio account is not active." },
  "21212": { refusal: "account", meaning: "The configured sending number is not valid." },
  "21603": { refusal: "account", meaning: "No sending number is configured." },
  "21606": {
    refusal: "account",
    meaning: "The configured sending number can’t send texts from this account.",
  },
  "21609": {
    refusal: "account",
    meaning: "Twilio can’t use the address for status callbacks. Check PUBLIC_URL.",
  },
  "21659": { refusal: "account", meaning: "The configured sending number doesn’t belong to Twilio." },
  "21660": { refusal: "account", meaning: "The configured sending number belongs to another account." },
  "21701": { refusal: "account", meaning: "The configured messaging service doesn’t exist." },
  "21703": { refusal: "account", meaning: "The configured messaging service has no sending number." },
  "21705": { refusal: "account", meaning: "The configured messaging service is not valid." },
  "30002": { refusal: "account", meaning: "The Twilio account is suspended." },
  "30034": {
    refusal: "account",
    meaning: "US carriers block the sending number until it is registered (A2P 10DLC).",
  },
  "90010": { refusal: "account", meaning: "The Twilio account is not active." },
  "63007": { refusal: "account", meaning: "The configured WhatsApp sender isn’t known to Twilio." },
  "63038": { refusal: "account", meaning: "The Twilio account reached its daily limit of messages." },
};

/** What the codes of a provider that is described by settings become where they are sorted as opted out. */
export const recipientOptedOutCode = "recipient_opted_out";

/** Whether a code says that the recipient wants no texts. */
export function saysOptedOut(code: string): boolean {
  return code === "21610" || code === recipientOptedOutCode;
}

/** Codes of our own for what happened on the way to a provider. */
const ownCodes: Readonly<Record<string, string>> = {
  timeout: "The provider didn’t answer in time.",
  connection_broken: "The connection to the provider broke before it answered.",
  gateway_error: "Something between here and the provider answered in its place.",
  lease_expired: "Punctual was interrupted before the answer came.",
  unreadable: "The provider’s answer couldn’t be read.",
  unknown: "The provider didn’t say why.",
};

const smtpCodes: Readonly<Record<string, string>> = {
  connect_failed: "The mail server couldn’t be reached.",
  auth_failed: "The mail server refused the configured sign-in. Check SMTP_URL.",
  invalid_message: "The mail couldn’t be built from this address and text.",
  smtp_421: "The mail server was busy or shutting down.",
  smtp_450: "The mailbox wasn’t available for the moment.",
  smtp_451: "The mail server had a problem of its own.",
  smtp_452: "The mail server had no room for the mail.",
  smtp_530: "The mail server wants a sign-in. Check SMTP_URL.",
  smtp_535: "The mail server refused the configured sign-in. Check SMTP_URL.",
  smtp_550: "The mail server doesn’t take mail for this address.",
  smtp_551: "The mailbox isn’t at this server.",
  smtp_552: "The mailbox is full or the mail is too large.",
  smtp_553: "The mail server says that this is not a valid address.",
  smtp_554: "The mail server refused the mail as a whole.",
};

const callCodes: Readonly<Record<string, string>> = {
  timeout: "The receiver didn’t answer in time.",
  connection_broken: "The connection to the receiver broke before it answered.",
  gateway_error: "Something in front of the receiver answered in its place.",
  lease_expired: "Punctual was interrupted before the answer came.",
  connect_failed: "The receiver couldn’t be reached.",
  redirect_refused:
    "The receiver sent the call on to another address, which isn’t followed. Set the address it leads to.",
  http_401: "The receiver wants a sign-in (401).",
  http_403: "The receiver doesn’t allow the call (403).",
  http_404: "There is nothing at this address (404).",
  http_410: "The receiver is gone for good (410).",
  http_429: "The receiver was called too often (429).",
};

function isUrlRefusal(code: string): code is UrlRefusal {
  return (urlRefusals as readonly string[]).includes(code);
}

function describeCallCode(code: string): string {
  if (isUrlRefusal(code)) return `The address isn’t called: ${describeUrlRefusal(code)}`;
  const status = /^http_(\d{3})$/.exec(code)?.[1];
  return callCodes[code] ?? `The receiver refused the call (${status ?? code}).`;
}

/** What the code of an attempt or a receipt means to an organizer; one that isn't known is only named. */
export function describeDeliveryCode(channel: MessageChannel, code: string): string {
  if (channel === "webhook") return describeCallCode(code);
  const own = ownCodes[code];
  if (own) return own;
  if (channel === "email") return smtpCodes[code] ?? `The mail server refused the mail (${code}).`;
  if (code === "connect_failed") return "Twilio couldn’t be reached.";
  return twilioErrorCodes[code]?.meaning ?? `Twilio refused the text with error ${code}.`;
}
