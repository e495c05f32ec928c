import { createHmac } from "node:crypto";

/**
 * The X-Twilio-Signature of a form POST.
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function signWebhook(authToken: string, url: string, parameters: Record<string, string>): string {
  const signed = Object.entries(parameters)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .reduce((text, [key, value]) => text + key + value, url);
  return createHmac("sha1", authToken).update(signed, "utf8").digest("base64");
}
