import type { RouterOutputs } from "@/app/_lib/router-outputs";
import type { MessageChannel } from "@/server/domain/workflows/message-state";

export type Sender = RouterOutputs["sender"]["list"][number];
type SenderCheck = RouterOutputs["sender"]["check"];

/** The sender that messages of a channel leave from; undefined for what needs none. */
export function senderOfChannel(senders: readonly Sender[], channel: MessageChannel): Sender | undefined {
  const own = senders.find((sender) => sender.channel === channel);
  return own ?? (channel === "whatsapp" ? senders.find((sender) => sender.channel === "sms") : undefined);
}

/** What leaves on a channel. */
export const channelSubjects: Record<MessageChannel, string> = {
  sms: "Texts",
  whatsapp: "WhatsApp messages",
  email: "E-mails",
  webhook: "Calls",
};

/** What came of a check, in a sentence or two. */
export function checkInWords({ outcome, meaning, sender }: SenderCheck): string {
  const subject = channelSubjects[sender.channel];
  switch (outcome) {
    case "works":
      return `${subject} leave. The account was checked just now and is in order.`;
    case "trying":
      return "The account is in order. Whether messages leave shows with the next one, which is tried now.";
    case "refused":
      return `Still refused: ${meaning}`;
    case "unanswered":
      return `The provider couldn’t be asked: ${meaning}`;
  }
}

export const senderStateNames: Record<Sender["state"], string> = {
  working: "Working",
  stopped: "Stopped",
  probing: "Being tried",
};

export const senderTones = { working: "good", stopped: "bad", probing: "warn" } as const;

/** Providers, as they stand after "by". */
export const providerNames: Readonly<Record<string, string>> = {
  twilio: "Twilio",
  http: "your own provider of texts",
  smtp: "your mail server",
};

/** What a sender sends; by whom as well where another one sends the same. */
export function senderLabel(sender: Sender, all: readonly Sender[]): string {
  const subject = channelSubjects[sender.channel];
  const isOnly = all.filter(({ channel }) => channel === sender.channel).length === 1;
  return isOnly ? subject : `${subject} by ${providerNames[sender.provider] ?? sender.provider}`;
}
