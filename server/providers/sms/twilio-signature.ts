import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether Twilio signed this form POST: the URL exactly as it was given to Twilio, query included, and every
 * parameter. Takes the same time for every wrong signature.
 * @see https://www.twilio.com/docs/usage/security#validating-requests
 */
export function verifyTwilioSignature(
  authToken: string,
  url: string,
  params: Readonly<Record<string, string>>,
  signature: string | null | undefined,
): boolean {
  const names = Object.keys(params).sort();
  const signed = url + names.map((name) => name + params[name]).join("");
  const expected = createHmac("sha1", authToken).update(signed, "utf8").digest();
  const given = Buffer.from(signature ?? "", "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
