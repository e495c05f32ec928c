import { createHash } from "node:crypto";

/** What is kept of a private link's token. */
export function hashPrivateLinkToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
