import type { EmailMessage, EmailProvider } from "@/server/providers/email/port";
import type { SendOutcome, SentMessage, SmsMessage, SmsProvider } from "@/server/providers/sms/port";

type Answer<Message> = SendOutcome | ((message: Message) => Promise<SendOutcome>);
type SmsQuery = Parameters<SmsProvider["findSent"]>[0];
type DeliveryReport = Awaited<ReturnType<SmsProvider["fetchStatus"]>>;

export type ScriptedProviders = {
  sms: SmsProvider;
  email: EmailProvider;
  /** What the next texts are answered with, in order; after that they are accepted. */
  answerTextsWith(...answers: Answer<SmsMessage>[]): void;
  /** What the next mails are answered with, in order; after that they are accepted. */
  answerMailsWith(...answers: Answer<EmailMessage>[]): void;
  /** All that was handed over, whatever came of it. */
  handedOver: { texts: SmsMessage[]; mails: EmailMessage[] };
  /** What a look-up finds until told otherwise; at first nothing. It may throw. */
  lookUps: {
    findSent(query: SmsQuery): Promise<SentMessage[]>;
    fetchStatus(providerMessageId: string): Promise<DeliveryReport>;
  };
};

/** Providers that take everything unless they are told how to answer; they hold nothing to be looked up. */
export function scriptedProviders(): ScriptedProviders {
  const textAnswers: Answer<SmsMessage>[] = [];
  const mailAnswers: Answer<EmailMessage>[] = [];
  const handedOver: ScriptedProviders["handedOver"] = { texts: [], mails: [] };
  const lookUps: ScriptedProviders["lookUps"] = { findSent: async () => [], fetchStatus: async () => null };
  return {
    answerTextsWith: (...answers) => {
      textAnswers.push(...answers);
    },
    answerMailsWith: (...answers) => {
      mailAnswers.push(...answers);
    },
    handedOver,
    lookUps,
    sms: {
      name: "twilio",
      senderIds: { sms: "twilio:texts", whatsapp: "twilio:whatsapp" },
      send: (text) => {
        handedOver.texts.push(text);
        return answer(textAnswers.shift(), text, `SM-${text.attemptId}`);
      },
      findSent: (query) => lookUps.findSent(query),
      fetchStatus: (providerMessageId) => lookUps.fetchStatus(providerMessageId),
    },
    email: {
      name: "smtp",
      senderId: "smtp:mails",
      send: (mail) => {
        handedOver.mails.push(mail);
        return answer(mailAnswers.shift(), mail, `<${mail.attemptId}@test>`);
      },
      close: () => undefined,
    },
  };
}

async function answer<Message>(
  scripted: Answer<Message> | undefined,
  message: Message,
  providerMessageId: string,
): Promise<SendOutcome> {
  if (typeof scripted === "function") return scripted(message);
  return scripted ?? { kind: "accepted", providerMessageId };
}
