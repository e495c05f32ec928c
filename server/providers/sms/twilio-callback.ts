import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import { readTwilioStatus } from "./twilio-status";

export type StatusCallback = {
  /** The attempt whose answer this resolves, from the callback's address. */
  attemptId?: string;
  providerMessageId: string;
  status: DeliveryStatus;
  errorCode?: string;
};

/** A reply from a phone. */
export type InboundText = { providerMessageId: string; from: string; to: string; body: string };

const messageSid = /^(SM|MM)[0-9a-f]{32}$/;
export const attemptPattern = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * What a status callback says; null when it isn't one or carries a status unknown to the product. The attempt
 * is read from `query`, the callback address's own.
 */
export function parseStatusCallback(
  params: Readonly<Record<string, string>>,
  query: URLSearchParams = new URLSearchParams(),
): StatusCallback | null {
  const providerMessageId = params.MessageSid ?? params.SmsSid ?? "";
  const status = readTwilioStatus(params.MessageStatus ?? params.SmsStatus ?? "");
  if (!messageSid.test(providerMessageId) || !status) return null;
  const attemptId = query.get("attempt") ?? "";
  return {
    attemptId: attemptPattern.test(attemptId) ? attemptId : undefined,
    providerMessageId,
    status,
    errorCode: /^\d{4,6}$/.test(params.ErrorCode ?? "") ? params.ErrorCode : undefined,
  };
}

/** What a reply's webhook says; null when it isn't one. */
export function parseInboundText(params: Readonly<Record<string, string>>): InboundText | null {
  const { MessageSid: providerMessageId = "", From: from = "", To: to = "", Body: body = "" } = params;
  if (!messageSid.test(providerMessageId) || !from || !to) return null;
  return { providerMessageId, from, to, body };
}
