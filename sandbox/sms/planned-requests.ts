import type { Provider, TextRecord, TextStatus } from "../store/records";
import { countSegments } from "./count-segments";
import { addressOf } from "./whatsapp";

/** A web request to the product, as Twilio makes them or, in JSON, as the HTTP provider does. */
export type PlannedRequest = { url: string } & (
  | { provider: "twilio"; parameters: Record<string, string> }
  | { provider: "http"; body: Record<string, string | number> }
);

/** What web requests need to know of the accounts. */
export type WebhookFacts = {
  accountSid: string;
  /** Where replies go. */
  inboundUrls: Record<Provider, string>;
};

function statusesOnTheWay(text: TextRecord): TextStatus[] {
  const { finalStatus, callback } = text.course;
  if (callback === "none" || finalStatus === "queued") return [];
  const statuses: TextStatus[] =
    finalStatus === "sent" || finalStatus === "failed" ? [finalStatus] : ["sent", finalStatus];
  if (callback === "reorder") return statuses.toReversed();
  return callback === "duplicate" ? statuses.flatMap((status) => [status, status]) : statuses;
}

function describeStatus(text: TextRecord, status: TextStatus, accountSid: string): Record<string, string> {
  const failed = status === "failed" || status === "undelivered";
  return {
    MessageSid: text.sid,
    SmsSid: text.sid,
    MessageStatus: status,
    SmsStatus: status,
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    From: addressOf(text.from, text),
    To: addressOf(text.to, text),
    ...(text.messagingServiceSid ? { MessagingServiceSid: text.messagingServiceSid } : {}),
    ...(failed && text.course.errorCode ? { ErrorCode: String(text.course.errorCode) } : {}),
  };
}

function describeInbound(text: TextRecord, accountSid: string): Record<string, string> {
  return {
    MessageSid: text.sid,
    SmsSid: text.sid,
    SmsMessageSid: text.sid,
    SmsStatus: "received",
    AccountSid: accountSid,
    ApiVersion: "2010-04-01",
    From: text.from,
    To: text.to,
    Body: text.body,
    NumMedia: "0",
    NumSegments: String(countSegments(text.body)),
  };
}

/** The HTTP provider's own words. */
const reportWords: Partial<Record<TextStatus, string>> = {
  queued: "pending",
  accepted: "pending",
  sent: "submitted",
  undelivered: "undeliverable",
  failed: "rejected",
  canceled: "cancelled",
};

/** How far a text of the HTTP provider has come, in its own words. */
export function reportWordOf(status: TextStatus): string {
  return reportWords[status] ?? status;
}

function reportStatus(text: TextRecord, status: TextStatus): Record<string, string | number> {
  const failed = status === "failed" || status === "undelivered";
  return {
    id: text.sid,
    ...(text.reference !== undefined && { reference: text.reference }),
    status: reportWordOf(status),
    ...(failed && text.course.errorCode ? { error_code: text.course.errorCode } : {}),
  };
}

/** Every web request that a text leads to, in order: its status callbacks, or the webhook of a reply. */
export function planRequests(text: TextRecord, facts: WebhookFacts): PlannedRequest[] {
  const { provider = "twilio" } = text;
  if (text.direction === "inbound") {
    const url = facts.inboundUrls[provider];
    if (provider === "twilio") {
      return [{ url, provider, parameters: describeInbound(text, facts.accountSid) }];
    }
    return [{ url, provider, body: { id: text.sid, from: text.from, to: text.to, text: text.body } }];
  }
  const url = text.statusCallback;
  if (text.direction === "outbound-reply" || !url || text.status === "canceled") return [];
  return statusesOnTheWay(text).map((status) =>
    provider === "twilio"
      ? { url, provider, parameters: describeStatus(text, status, facts.accountSid) }
      : { url, provider, body: reportStatus(text, status) },
  );
}
