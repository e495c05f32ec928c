import { createHmac } from "node:crypto";
import type { Secrets } from "./secrets";

/** A number of the range set aside for fiction. */
const fromNumber = "+12025550101";

/** What the sandbox's codes mean for a text; others are judged by their status. */
const errorClasses = {
  20003: "account",
  20005: "account",
  20429: "transient",
  20500: "transient",
  20503: "transient",
  21211: "permanent",
  21606: "account",
  21610: "opted_out",
  21611: "transient",
  30002: "account",
};

/** Secrets of this install that its older copies have as well, since they follow from one that is kept. */
function accountOf({ twilioAuthToken }: Secrets) {
  const derive = (what: string) => createHmac("sha256", twilioAuthToken).update(what).digest("hex");
  return {
    apiKey: derive("http-sms key"),
    signingSecret: derive("http-sms requests"),
    callbackSecret: derive("http-sms callbacks"),
  };
}

/** What the sandbox is told of the account of its HTTP provider. */
export function sandboxHttpSmsAccount(secrets: Secrets) {
  const { apiKey, signingSecret, callbackSecret } = accountOf(secrets);
  return {
    SANDBOX_HTTP_SMS_KEY: apiKey,
    SANDBOX_HTTP_SMS_SIGNING_SECRET: signingSecret,
    SANDBOX_HTTP_SMS_CALLBACK_SECRET: callbackSecret,
    SANDBOX_HTTP_SMS_FROM: fromNumber,
  };
}

/** The settings with which the application speaks to the sandbox's HTTP provider. */
export function sandboxHttpSmsSettings(secrets: Secrets, sandboxUrl: string): Record<string, string> {
  const { apiKey, signingSecret, callbackSecret } = accountOf(secrets);
  const messages = `${sandboxUrl}/http-sms/messages`;
  const body = {
    to: "{to}",
    from: "{from}",
    text: "{body}",
    reference: "{attemptId}",
    callback: "{callbackUrl}",
  };
  return {
    SMS_HTTP_URL: messages,
    SMS_HTTP_HEADERS: JSON.stringify({ Authorization: `Bearer ${apiKey}` }),
    SMS_HTTP_FROM: fromNumber,
    SMS_HTTP_BODY: JSON.stringify(body),
    SMS_HTTP_SUCCESS_STATUS: "202",
    SMS_HTTP_ID_POINTER: "/message/id",
    SMS_HTTP_ERROR_POINTER: "/error/code",
    SMS_HTTP_ERROR_CLASSES: JSON.stringify(errorClasses),
    SMS_HTTP_SIGNING_SECRET: signingSecret,
    SMS_HTTP_LIST_URL: `${messages}?to={to}&since={createdAfter}`,
    SMS_HTTP_LIST_FIELDS: JSON.stringify({
      items: "/messages",
      next: "/next",
      id: "/id",
      to: "/to",
      body: "/text",
      createdAt: "/created_at",
      status: "/status",
      code: "/error_code",
    }),
    SMS_HTTP_STATUS_URL: `${messages}/{id}`,
    SMS_HTTP_STATUS_FIELDS: JSON.stringify({ status: "/status", code: "/error_code" }),
    SMS_HTTP_CALLBACK_SECRET: callbackSecret,
    SMS_HTTP_CALLBACK_FIELDS: JSON.stringify({
      id: "/id",
      attempt: "/reference",
      status: "/status",
      code: "/error_code",
    }),
    SMS_HTTP_INBOUND_FIELDS: JSON.stringify({ id: "/id", from: "/from", to: "/to", body: "/text" }),
    SMS_HTTP_CHECK_URL: `${sandboxUrl}/http-sms/account`,
  };
}
