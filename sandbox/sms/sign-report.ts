import { createHmac } from "node:crypto";

/** The HTTP provider's signature of a body: HMAC-SHA256 over the time in Unix seconds, a dot and the body, in hex. */
export function signReport(secret: string, timestamp: string, body: string): string {
  return createHmac("sha256", secret).update(`${timestamp}.${body}`, "utf8").digest("hex");
}
