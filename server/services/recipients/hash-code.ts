import { scrypt, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { verificationCodeDigits } from "@/server/domain/recipients/recipient-input";
import type { Random } from "@/server/platform/random";

const derive = promisify<string, string, number, Buffer>(scrypt);
const keyBytes = 32;

/** A code of digits to be sent to somebody. */
export function newCode(random: Random): string {
  const number = Buffer.from(random.token(8), "base64url").readUIntBE(0, 6) % 10 ** verificationCodeDigits;
  return String(number).padStart(verificationCodeDigits, "0");
}

/** What is kept of a code: so few digits are only safe behind a slow function with a salt. */
export async function hashCode(code: string, salt: string): Promise<string> {
  return (await derive(code, salt, keyBytes)).toString("hex");
}

/** Whether a code is the one that was hashed; takes the same time either way. */
export async function isCode(code: string, salt: string, hash: string): Promise<boolean> {
  const expected = Buffer.from(hash, "hex");
  const given = await derive(code, salt, keyBytes);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
