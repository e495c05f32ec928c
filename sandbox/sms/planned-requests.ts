import type { TextRecord, TextStatus } from "../store/records";
import { countSegments } from "./count-segments";
import { addressOf } from "./whatsapp";

export type PlannedRequest = { url: string; parameters: Record<string, string> };

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

/** Every web request that a text leads to, in order: its status callbacks, or the webhook of a reply. */
export function planRequests(text: TextRecord, accountSid: string, inboundUrl: string): PlannedRequest[] {
  if (text.direction === "inbound")
    return [{ url: inboundUrl, parameters: describeInbound(text, accountSid) }];
  const url = text.statusCallback;
  if (text.direction === "outbound-reply" || !url || text.status === "canceled") return [];
  return statusesOnTheWay(text).map((status) => ({
    url,
    parameters: describeStatus(text, status, accountSid),
  }));
}
