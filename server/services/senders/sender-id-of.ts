import { isToPhone, type MessageChannel } from "@/server/domain/workflows/message-state";
import { phoneProviderOf } from "@/server/services/messages/phone-providers";
import type { Providers } from "@/server/services/service-context";

/** The sender of what leaves on a channel through a provider; null where that provider is no longer configured. */
export function senderIdOf(
  providers: Providers,
  { channel, provider }: { channel: MessageChannel; provider: string },
): string | null {
  if (isToPhone(channel)) return phoneProviderOf(providers, { provider })?.senderIds[channel] ?? null;
  return channel === "email" && provider === providers.email.name ? providers.email.senderId : null;
}
