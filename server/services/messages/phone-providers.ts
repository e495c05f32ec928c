import type { MessageChannel } from "@/server/domain/workflows/message-state";
import type { SmsProvider } from "@/server/providers/sms/port";
import type { Providers } from "@/server/services/service-context";

type PhoneProviders = Pick<Providers, "sms" | "secondSms">;

/** The provider that a message to a phone leaves through: the first one, unless only the second serves the channel. */
export function phoneProviderFor(
  { sms, secondSms }: PhoneProviders,
  channel: Extract<MessageChannel, "sms" | "whatsapp">,
): SmsProvider {
  const serves = (provider: SmsProvider) => provider.senderIds[channel] !== null;
  return secondSms !== null && !serves(sms) && serves(secondSms) ? secondSms : sms;
}

/** The provider where an attempt was made; null where it is no longer configured, so that nobody can be asked. */
export function phoneProviderOf(
  { sms, secondSms }: PhoneProviders,
  attempt: { provider: string },
): SmsProvider | null {
  return [sms, secondSms].find((provider) => provider?.name === attempt.provider) ?? null;
}
