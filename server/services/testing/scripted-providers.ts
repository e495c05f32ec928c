import type { UrlRefusal } from "@/server/domain/webhooks/webhook-url";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";
import type { EmailMessage, EmailProvider } from "@/server/providers/email/port";
import type {
  AccountCheck,
  SendOutcome,
  SentMessage,
  SmsMessage,
  SmsProvider,
} from "@/server/providers/sms/port";
import type { WebhookCall, WebhookProvider } from "@/server/providers/webhook/port";

type Answer<Message> = SendOutcome | ((message: Message) => Promise<SendOutcome>);
type SmsQuery = Parameters<SmsProvider["findSent"]>[0];
type DeliveryReport = Awaited<ReturnType<SmsProvider["fetchStatus"]>>;

type LookUps = {
  findSent(query: SmsQuery): Promise<SentMessage[]>;
  fetchStatus(providerMessageId: string): Promise<DeliveryReport>;
};

export type ScriptedSms = {
  provider: SmsProvider;
  /** What the next texts are answered with, in order; after that they are accepted. */
  answerTextsWith(...answers: Answer<SmsMessage>[]): void;
  /** All that was handed over, whatever came of it. */
  texts: SmsMessage[];
  /** What a look-up finds until told otherwise; at first nothing. It may throw. */
  lookUps: LookUps;
  /** What an account check says until told otherwise; at first that all is well. */
  account: ScriptedAccount;
};

type ScriptedAccount = { says: AccountCheck };

export type ScriptedProviders = {
  sms: SmsProvider;
  /** None until `addSecondSms`. */
  secondSms: SmsProvider | null;
  email: EmailProvider;
  /** Configures a second provider of texts beside the first. */
  addSecondSms(): ScriptedSms;
  webhook: WebhookProvider;
  /** What the next texts are answered with, in order; after that they are accepted. */
  answerTextsWith(...answers: Answer<SmsMessage>[]): void;
  /** What the next mails are answered with, in order; after that they are accepted. */
  answerMailsWith(...answers: Answer<EmailMessage>[]): void;
  /** What the next calls are answered with, in order; after that they are taken. */
  answerCallsWith(...answers: Answer<WebhookCall>[]): void;
  /** Whose addresses are refused, by host; at first none. */
  refusedHosts: Map<string, UrlRefusal>;
  /** All that was handed over to the first provider of texts and to those of mails and calls, whatever came of it. */
  handedOver: { texts: SmsMessage[]; mails: EmailMessage[]; calls: WebhookCall[] };
  /** What a look-up at the first provider of texts finds until told otherwise; at first nothing. It may throw. */
  lookUps: LookUps;
  /** The account of the first provider of texts, and that of mails. */
  accounts: { sms: ScriptedAccount; email: ScriptedAccount };
};

/** Providers that take everything unless they are told how to answer; they hold nothing to be looked up. */
export function scriptedProviders(): ScriptedProviders {
  const { provider: sms, answerTextsWith, texts, lookUps, account } = scriptedSms("twilio");
  const accounts: ScriptedProviders["accounts"] = { sms: account, email: { says: { kind: "passed" } } };
  const mailAnswers: Answer<EmailMessage>[] = [];
  const callAnswers: Answer<WebhookCall>[] = [];
  const refusedHosts: ScriptedProviders["refusedHosts"] = new Map();
  const handedOver: ScriptedProviders["handedOver"] = { texts, mails: [], calls: [] };
  const providers: ScriptedProviders = {
    sms,
    secondSms: null,
    addSecondSms: () => {
      const second = scriptedSms("http");
      providers.secondSms = second.provider;
      return second;
    },
    answerTextsWith,
    answerMailsWith: (...answers) => {
      mailAnswers.push(...answers);
    },
    answerCallsWith: (...answers) => {
      callAnswers.push(...answers);
    },
    refusedHosts,
    handedOver,
    lookUps,
    accounts,
    email: {
      name: "smtp",
      senderId: "smtp:mails",
      send: (mail) => {
        handedOver.mails.push(mail);
        return answer(mailAnswers.shift(), mail, `<${mail.attemptId}@test>`);
      },
      checkAccount: async () => accounts.email.says,
      close: () => undefined,
    },
    webhook: {
      name: "webhook",
      senderId: () => "webhook:receiver",
      refusalOf: async (url) => refusedHosts.get(new URL(url).hostname) ?? null,
      send: (call) => {
        handedOver.calls.push(call);
        return answer(callAnswers.shift(), call, call.attemptId);
      },
    },
  };
  return providers;
}

function scriptedSms(name: SmsProviderName): ScriptedSms {
  const answers: Answer<SmsMessage>[] = [];
  const texts: SmsMessage[] = [];
  const lookUps: LookUps = { findSent: async () => [], fetchStatus: async () => null };
  const account: ScriptedAccount = { says: { kind: "passed" } };
  const isTwilio = name === "twilio";
  return {
    answerTextsWith: (...more) => {
      answers.push(...more);
    },
    texts,
    lookUps,
    account,
    provider: {
      name,
      senderIds: { sms: `${name}:texts`, whatsapp: isTwilio ? "twilio:whatsapp" : null },
      send: (text) => {
        texts.push(text);
        return answer(answers.shift(), text, `${isTwilio ? "SM" : "http"}-${text.attemptId}`);
      },
      findSent: (query) => lookUps.findSent(query),
      fetchStatus: (providerMessageId) => lookUps.fetchStatus(providerMessageId),
      checkAccount: async () => account.says,
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
