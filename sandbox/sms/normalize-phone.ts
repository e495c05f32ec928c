import { numberOf } from "./whatsapp";

/** The number as the sandbox keys it, whether its plus sign came as `+`, `%2B` or, decoded, a space. */
export function normalizePhone(phone: string): string {
  const digits = numberOf(phone).replace(/[\s()-]/g, "");
  return /^\d/.test(digits) ? `+${digits}` : digits;
}
