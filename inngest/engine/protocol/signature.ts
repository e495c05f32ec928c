import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import canonicalize from "canonicalize";

const validitySeconds = 300;

/** The text that is signed and sent for a JSON value: its canonical form (RFC 8785). */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? "null";
}

/** The `X-Inngest-Signature` of a body at an instant; the key is used without its `signkey-…-` prefix. */
export function sign(body: string, signingKey: string, at: Date): string {
  const seconds = Math.floor(at.getTime() / 1000).toString();
  return `t=${seconds}&s=${digest(body, signingKey, seconds)}`;
}

/** Whether a signature was made with the key for this body, within five minutes of `at`. */
export function isSigned(signature: string | null, body: string, signingKey: string, at: Date): boolean {
  const parameters = new URLSearchParams(signature ?? "");
  const seconds = parameters.get("t") ?? "";
  if (!/^\d{1,12}$/.test(seconds)) return false;
  if (Math.abs(at.getTime() / 1000 - Number(seconds)) > validitySeconds) return false;
  return isSameSecret(parameters.get("s") ?? "", digest(body, signingKey, seconds));
}

/** The form in which the SDK presents the signing key as a bearer token. */
export function hashedSigningKey(signingKey: string): string {
  const prefix = /^signkey-\w+-/.exec(signingKey)?.[0] ?? "";
  return (
    prefix +
    createHash("sha256")
      .update(Buffer.from(withoutPrefix(signingKey), "hex"))
      .digest("hex")
  );
}

/** Compares in time that doesn't depend on where the two differ. */
export function isSameSecret(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}

function digest(body: string, signingKey: string, seconds: string): string {
  return createHmac("sha256", withoutPrefix(signingKey)).update(body).update(seconds).digest("hex");
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
