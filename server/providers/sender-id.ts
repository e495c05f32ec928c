import { createHmac } from "node:crypto";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";

/** A short name of a sender at a provider, which only who knows the provider's secret could tell the sender from. */
export function senderId(
  provider: SmsProviderName | "smtp" | "webhook",
  secret: string,
  sender: string,
): string {
  return `${provider}:${createHmac("sha256", secret).update(sender).digest("hex").slice(0, 12)}`;
}
