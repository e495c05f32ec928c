import type { AccountCheck, SendOutcome } from "@/server/providers/sms/port";

export type EmailMessage = {
  to: string;
  /** Falls back to the sender that the provider was created with. */
  from?: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  ics?: { method: "REQUEST" | "CANCEL" | "PUBLISH"; content: string };
  /** The product's id of the message, for the reader of a mail's source. */
  messageId: string;
  /** Becomes the Message-ID, so that a mail can be traced to its attempt. */
  attemptId: string;
};

export type EmailProvider = {
  name: "smtp";
  /** Names who sends, the same for the same server and address; nobody can read the address in it. */
  senderId: string;
  /** Hands over one e-mail, once; never throws for what the server or the network did. There are no receipts. */
  send(message: EmailMessage): Promise<SendOutcome>;
  /** Signs in at the server without sending anything; never throws. */
  checkAccount(): Promise<AccountCheck>;
  /** Closes the pooled connections. */
  close(): void;
};
