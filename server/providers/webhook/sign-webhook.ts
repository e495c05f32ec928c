import { createHmac } from "node:crypto";

export const webhookVersion = "2021-10-20";

function hmac(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

/**
 * The headers by which a receiver knows who calls, and that nobody changed or replayed the call: one over the body,
 * as receivers of Cal.com check it, and one that covers the time too.
 */
export function signatureHeaders(secret: string | null, body: string, now: Date): Record<string, string> {
  if (secret === null) return { "X-Cal-Signature-256": "no-secret-provided" };
  const seconds = Math.floor(now.getTime() / 1000);
  return {
    "X-Cal-Signature-256": hmac(secret, body),
    "X-Punctual-Signature": `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`)}`,
  };
}
