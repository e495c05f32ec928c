import { maskRecipient } from "@/server/domain/phone/mask-recipient";
import type { Providers } from "@/server/services/service-context";

export type SendingFrom = {
  /** The number or the messaging service of texts at Twilio. */
  texts: string | undefined;
  whatsApp: string | undefined;
  /** As a mail's sender is written: `Name <address>`, or the address alone. */
  mails: string;
};

/** What each configured sender is known by, masked, by the sender's id. */
export function nameSenders(
  { sms, secondSms, email }: Providers,
  { texts, whatsApp = texts, mails }: SendingFrom,
): Record<string, string> {
  const address = /<([^<>]+)>\s*$/.exec(mails)?.[1] ?? mails;
  const twilio = [sms, secondSms].find((provider) => provider?.name === "twilio");
  const named: [string | null | undefined, string | undefined][] = [
    [twilio?.senderIds.whatsapp, whatsApp],
    [twilio?.senderIds.sms, texts],
    [email.senderId, address],
  ];
  return Object.fromEntries(named.flatMap(([id, name]) => (id && name ? [[id, mask(name)]] : [])));
}

function mask(name: string): string {
  return /^MG[0-9a-f]{32}$/.test(name) ? `MG••••${name.slice(-4)}` : maskRecipient(name);
}
