import type { Refusal } from "@/server/domain/workflows/delivery-codes";
import type { DeliveryStatus } from "@/server/domain/workflows/delivery-status";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";

/** The three ends of an attempt. `unknown` may have been sent and must be reconciled, never repeated. */
export type SendOutcome =
  | {
      kind: "accepted";
      providerMessageId: string;
      segments?: number;
      httpStatus?: number;
      /** The beginning of what the other side said, where it is kept. */
      answer?: string;
    }
  | {
      kind: "refused";
      refusal: Refusal;
      code: string;
      httpStatus?: number;
      retryAfterSeconds?: number;
      answer?: string;
    }
  | { kind: "unknown"; reason: "timeout" | "connection_broken" | "gateway_error" };

/** What a provider says of the account that the credentials belong to. */
export type AccountCheck =
  | { kind: "passed" }
  | { kind: "refused"; code: string }
  /** It couldn't be asked, which says nothing about the account. */
  | { kind: "unanswered"; code: string }
  /** It can't be asked by any means, so that only a message shows whether the account works. */
  | { kind: "unknown"; code: string };

/** A text that the provider holds, whoever asked for it. */
export type SentMessage = {
  providerMessageId: string;
  to: string;
  body: string;
  /** In whole seconds, rounded down by the provider. */
  createdAt: Date;
  status: DeliveryStatus;
  errorCode?: string;
};

/** A content template at the provider, and what its variables, numbered from 1, stand for. */
export type WhatsAppContent = { contentSid: string; variables: Record<string, string> };

export type SmsMessage = {
  /** E.164. */
  to: string;
  /** What it says; of a WhatsApp message what its template says. */
  body: string;
  /** Sends it by WhatsApp, as a content template that is approved there. */
  whatsApp?: WhatsAppContent;
  /** The number that it leaves from where the provider chooses among several; its own choice without. */
  from?: string;
  /** Comes back with each status callback, so that a lost answer can be resolved. */
  attemptId: string;
  requestId: string;
};

export type SmsProvider = {
  /** As attempts record it, so that each is looked up where it was made. */
  name: SmsProviderName;
  /**
   * Names who sends, the same for what leaves from the same number or service; nobody can read the number in it.
   * `whatsapp` is null where the provider doesn't serve WhatsApp.
   */
  senderIds: { sms: string; whatsapp: string | null };
  /** Hands over one text, once; never throws for what the provider or the network did. */
  send(message: SmsMessage): Promise<SendOutcome>;
  /**
   * The texts to one recipient that were created in [createdAfter, createdBefore], newest first.
   * The start is rounded down to a whole second, since the provider's times are. None where the provider has no
   * list that can be asked.
   * @throws LookupError when the provider couldn't be asked or has more than can be read.
   */
  findSent(query: {
    to: string;
    isWhatsApp?: boolean;
    createdAfter: Date;
    createdBefore: Date;
  }): Promise<SentMessage[]>;
  /**
   * How far one text has come; null when the provider doesn't know it, or can't be asked about one text.
   * @throws LookupError when the provider couldn't be asked.
   */
  fetchStatus(providerMessageId: string): Promise<{ status: DeliveryStatus; errorCode?: string } | null>;
  /** Asks whether the account takes our credentials and is active; sends nothing and never throws. */
  checkAccount(): Promise<AccountCheck>;
};

/** The provider couldn't be asked; says nothing about the messages. */
export class LookupError extends Error {
  override readonly name = "LookupError";

  constructor(
    readonly refusal: Refusal | "unknown",
    readonly code: string,
  ) {
    super(`The provider couldn't be asked (${code}).`);
  }
}
