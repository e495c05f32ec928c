import { describeUrlRefusal, type UrlRefusal, urlRefusals } from "@/server/domain/webhooks/webhook-url";
import type { MessageChannel } from "./message-state";
import { twilioErrorCodes } from "./twilio-error-codes";

/**
 * Why a provider refused for certain: `transient` may pass later, `permanent` never will for this recipient
 * or content, `account` stops every message until the operator acts.
 */
export type Refusal = "transient" | "permanent" | "account";

/** What the codes of a provider that is described by settings become where they are sorted as opted out. */
export const recipientOptedOutCode = "recipient_opted_out";

/** The codes that aren't the recipient's fault, but the account's or its sender's. */
export const accountCodes: readonly string[] = [...twilioErrorCodes]
  .filter(([, { refusal }]) => refusal === "account")
  .map(([code]) => code);

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
  whatsapp_not_served: "The configured provider doesn’t send WhatsApp messages.",
  account_not_checkable: "The provider’s account can’t be checked without sending a text.",
  [recipientOptedOutCode]: "The recipient doesn’t want texts from this sender.",
  http_moved: "The provider’s address has moved. Check SMS_HTTP_URL.",
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
  secret_unreadable: "The signing secret can’t be read any more. Set it anew.",
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
  if (code === "connect_failed") return "The provider couldn’t be reached.";
  const [, status] = /^http_status_(\d{3})$/.exec(code) ?? [];
  if (status) return `The provider refused the text and gave no code for it (HTTP status ${status}).`;
  const [, theirs] = /^http_(.+)$/.exec(code) ?? [];
  if (theirs)
    return `The provider refused the text with its own code ${theirs}; its manual says what that means.`;
  const known = twilioErrorCodes.get(code);
  return known?.meaning ?? `Twilio refused the text with error ${code}, which Punctual has no words for.`;
}
