import { recipientOptedOutCode } from "@/server/domain/workflows/delivery-codes";
import type { HttpSmsSettings } from "@/server/platform/http-sms-settings";

/** A provider's code as Punctual keeps it, apart from those of other providers; undefined for what can't be one. */
export function httpSmsCode(errors: HttpSmsSettings["errors"], code: string | null): string | undefined {
  if (code === null) return undefined;
  if (errors.classes.get(code) === "opted_out") return recipientOptedOutCode;
  return /^[\w.:-]{1,40}$/.test(code) ? `http_${code}` : undefined;
}
