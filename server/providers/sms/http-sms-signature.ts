import { createHmac, timingSafeEqual } from "node:crypto";

/** The signature of a body sent at an instant in Unix seconds: HMAC-SHA256 over `<seconds>.<body>`, in hex. */
export function signHttpSms(secret: string, timestamp: string, body: string | Buffer): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

/**
 * Whether a signature is that of the body, made within the tolerance of now, so that what was overheard can't be
 * played back later. Takes the same time for every wrong signature.
 */
export function verifyHttpSmsSignature(
  { secret, toleranceSeconds }: { secret: string; toleranceSeconds: number },
  signed: { timestamp: string | null; signature: string | null; body: Buffer },
  now: Date,
): boolean {
  const timestamp = signed.timestamp?.trim() ?? "";
  const hex = (signed.signature ?? "").trim().replace(/^sha256=/i, "");
  const expected = Buffer.from(signHttpSms(secret, timestamp, signed.body), "hex");
  const given = Buffer.from(/^[0-9a-f]{64}$/i.test(hex) ? hex : "", "hex");
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  const isRecent =
    /^\d{1,12}$/.test(timestamp) && Math.abs(now.getTime() / 1000 - Number(timestamp)) <= toleranceSeconds;
  return isSigned && isRecent;
}
