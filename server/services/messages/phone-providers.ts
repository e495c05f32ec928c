import type { MessageChannel } from "@/server/domain/workflows/message-state";
import type { SmsProvider } from "@/server/providers/sms/port";
import type { Providers } from "@/server/services/service-context";

type PhoneProviders = Pick<Providers, "sms" | "secondSms">;

type PhoneChannel = Extract<MessageChannel, "sms" | "whatsapp">;

/** The provider that a message to a phone leaves through: the first one, unless only the second serves the channel. */
export function phoneProviderFor({ sms, secondSms }: PhoneProviders, channel: PhoneChannel): SmsProvider {
  const serves = (provider: SmsProvider) => provider.senderIds[channel] !== null;
  return secondSms !== null && !serves(sms) && serves(secondSms) ? secondSms : sms;
}

/** The same for a message that may name its provider; null where that is no longer configured. */
export function phoneProviderOfMessage(
  providers: PhoneProviders,
  { channel, provider }: { channel: PhoneChannel; provider: string | null },
): SmsProvider | null {
  return provider === null ? phoneProviderFor(providers, channel) : phoneProviderOf(providers, { provider });
}

/** The provider that serves a channel and is not the one of an attempt; null where there is none. */
export function otherPhoneProvider(
  { sms, secondSms }: PhoneProviders,
  channel: PhoneChannel,
  attempt: { provider: string },
): SmsProvider | null {
  const isOther = (provider: SmsProvider | null) =>
    provider !== null && provider.name !== attempt.provider && provider.senderIds[channel] !== null;
  return [sms, secondSms].find(isOther) ?? null;
}

/** The provider where an attempt was made; null where it is no longer configured, so that nobody can be asked. */
export function phoneProviderOf(
  { sms, secondSms }: PhoneProviders,
  attempt: { provider: string },
): SmsProvider | null {
  return [sms, secondSms].find((provider) => provider?.name === attempt.provider) ?? null;
}
