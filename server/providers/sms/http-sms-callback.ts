import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";
import { readJsonText } from "@/server/platform/json-pointer";
import { parseJson, readHttpSmsId } from "./classify-http-sms-answer";
import { httpSmsCode } from "./http-sms-code";
import { verifyHttpSmsSignature } from "./http-sms-signature";
import { isFailure, readHttpSmsStatus } from "./http-sms-status";
import { attemptPattern, type InboundText, type StatusCallback } from "./twilio-callback";

/**
 * What a provider's request to one of our webhooks holds, JSON or a form's fields; null where the provider didn't sign
 * it within the tolerance of now.
 */
export function readSignedBody(
  settings: HttpSmsSettings,
  { headers, body }: { headers: Headers; body: Buffer },
  now: Date,
): { value: unknown } | null {
  const signed = {
    timestamp: headers.get(settings.timestampHeader),
    signature: headers.get(settings.signatureHeader),
    body,
  };
  if (!settings.callbacks || !verifyHttpSmsSignature(settings.callbacks, signed, now)) return null;
  const text = body.toString("utf8");
  const isForm = headers.get("content-type")?.toLowerCase().startsWith("application/x-www-form-urlencoded");
  return { value: isForm ? Object.fromEntries(new URLSearchParams(text)) : parseJson(text) };
}

/**
 * What a status report says; null when it isn't one or carries a status that is neither set nor usual. The attempt
 * is read from `query`, the callback address's own, else from where the settings say.
 */
export function parseHttpSmsStatus(
  settings: HttpSmsSettings,
  report: unknown,
  query: URLSearchParams,
): StatusCallback | null {
  const fields = settings.callbacks?.fields;
  if (!fields) return null;
  const named = query.get("attempt") ?? (fields.attempt ? readJsonText(report, fields.attempt) : null) ?? "";
  const attemptId = attemptPattern.test(named) ? named : undefined;
  // Where answers have no id, the attempt's own took its place.
  const id = settings.idPointer === null ? attemptId : fields.id && readHttpSmsId(report, fields.id);
  const status = readHttpSmsStatus(settings.statuses, readJsonText(report, fields.status));
  if (!id || !status) return null;
  const code = fields.code && isFailure(status) ? readJsonText(report, fields.code) : null;
  return {
    ...(attemptId !== undefined && { attemptId }),
    providerMessageId: id,
    status,
    errorCode: httpSmsCode(settings.errors, code),
  };
}

/** What a reply's webhook says; null when it isn't one, or replies aren't taken. */
export function parseHttpSmsReply(settings: HttpSmsSettings, reply: unknown): InboundText | null {
  const fields = settings.callbacks?.inbound;
  if (!fields) return null;
  const providerMessageId = readHttpSmsId(reply, fields.id);
  const [from, to] = [readJsonText(reply, fields.from), readJsonText(reply, fields.to)];
  if (providerMessageId === null || from === null || to === null) return null;
  const withPlus = /^\d{7,15}$/.test(from) ? `+${from}` : from;
  return { providerMessageId, from: withPlus, to, body: readJsonText(reply, fields.body) ?? "" };
}
