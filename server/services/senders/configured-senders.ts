import { isToPhone, type MessageChannel, messageChannels } from "@/server/domain/workflows/message-state";
import type { AccountCheck, SmsProvider } from "@/server/providers/sms/port";
import type { Providers } from "@/server/services/service-context";

export type ConfiguredSender = {
  id: string;
  channel: MessageChannel;
  provider: string;
  checkAccount(): Promise<AccountCheck>;
};

/** Who messages leave from as this installation is configured; one that serves two channels is named for the first. */
export function configuredSenders({ sms, secondSms, email }: Providers): ConfiguredSender[] {
  const all = [
    ...[sms, secondSms].flatMap((provider) => (provider ? phoneSenders(provider) : [])),
    {
      id: email.senderId,
      channel: "email" as const,
      provider: email.name,
      checkAccount: () => email.checkAccount(),
    },
  ];
  return all.filter(({ id }, index) => all.findIndex((other) => other.id === id) === index);
}

function phoneSenders(provider: SmsProvider): ConfiguredSender[] {
  return messageChannels.filter(isToPhone).flatMap((channel) => {
    const id = provider.senderIds[channel];
    return id === null
      ? []
      : [{ id, channel, provider: provider.name, checkAccount: () => provider.checkAccount() }];
  });
}
