import { maskRecipient } from "@/server/domain/phone/mask-recipient";
import { smsProviderNames } from "@/server/domain/workflows/sms-provider-name";
import type { Providers } from "@/server/services/service-context";

export type SendingFrom = {
  /** The number or the messaging service of texts at Twilio. */
  texts: string | undefined;
  whatsApp: string | undefined;
  /** The number or the name of texts at the provider that settings describe. */
  textsOverHttp?: string;
  /** As a mail's sender is written: `Name <address>`, or the address alone. */
  mails: string;
};

/** What each configured sender is known by, masked, by the sender's id. */
export function nameSenders(
  { sms, secondSms, email }: Providers,
  { texts, whatsApp = texts, textsOverHttp, mails }: SendingFrom,
): Record<string, string> {
  const address = /<([^<>]+)>\s*$/.exec(mails)?.[1] ?? mails;
  const [twilio, http] = smsProviderNames.map((name) =>
    [sms, secondSms].find((provider) => provider?.name === name),
  );
  const named: [string | null | undefined, string | undefined][] = [
    [twilio?.senderIds.whatsapp, whatsApp],
    [twilio?.senderIds.sms, texts],
    [http?.senderIds.sms, textsOverHttp],
    [email.senderId, address],
  ];
  return Object.fromEntries(named.flatMap(([id, name]) => (id && name ? [[id, mask(name)]] : [])));
}

function mask(name: string): string {
  if (/^MG[0-9a-f]{32}$/.test(name)) return `MG••••${name.slice(-4)}`;
  // A name that texts come from is for all to read.
  return /[\d@]/.test(name) ? maskRecipient(name) : name;
}
