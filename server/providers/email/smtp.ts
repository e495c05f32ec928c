import type { Readable } from "node:stream";
import nodemailer from "nodemailer";
import type { AccountCheck, SendOutcome } from "@/server/providers/sms/port";
import { senderId } from "../sender-id";
import { classifySmtpError, type SmtpError } from "./classify-smtp-error";
import type { EmailMessage, EmailProvider } from "./port";

export type SmtpOptions = {
  /** `smtp://` or `smtps://`, with credentials where the server wants them. */
  url: string;
  /** The sender of messages that name none. */
  from: string;
  connectTimeoutMs: number;
  timeoutMs: number;
  maxConnections?: number;
};

function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;
}

/** The Message-ID is the attempt's, at the sender's own domain. */
function messageIdOf(attemptId: string, from: string): string {
  const domain = addressOf(from).split("@").at(-1)?.trim() || "punctual.localhost";
  return `<${attemptId}@${domain}>`;
}

function bare(messageId: string): string {
  return messageId.replace(/[<>]/g, "");
}

function createTransport({ url, connectTimeoutMs, timeoutMs, maxConnections = 5 }: SmtpOptions) {
  return nodemailer.createTransport({
    url,
    pool: true,
    maxConnections,
    // The pool would send a mail again by itself when a connection breaks.
    maxRequeues: 0,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: false,
  });
}

class SmtpProvider implements EmailProvider {
  readonly name = "smtp";
  readonly senderId: string;
  readonly #options: SmtpOptions;
  readonly #transport: ReturnType<typeof createTransport>;
  /** The content of each attempt under way; whether it was read tells whether any of it may have gone out. */
  readonly #contents = new Map<string, Readable>();

  constructor(options: SmtpOptions) {
    this.#options = options;
    this.senderId = senderId("smtp", options.url, options.from);
    this.#transport = createTransport(options);
    this.#transport.use("stream", (mail, done) => {
      const messageId = bare(mail.message.messageId());
      mail.message.processFunc((content) => {
        this.#contents.set(messageId, content);
        return content;
      });
      done();
    });
  }

  async send(message: EmailMessage): Promise<SendOutcome> {
    const from = message.from ?? this.#options.from;
    const messageId = messageIdOf(message.attemptId, from);
    try {
      await this.#transport.sendMail({
        from,
        to: { name: "", address: message.to },
        replyTo: message.replyTo,
        subject: message.subject,
        text: message.text,
        html: message.html,
        icalEvent: message.ics && {
          method: message.ics.method,
          content: message.ics.content,
          filename: "invite.ics",
        },
        messageId,
        headers: { "X-Punctual-Message": message.messageId, "Auto-Submitted": "auto-generated" },
        signal: AbortSignal.timeout(this.#options.timeoutMs),
      });
      return { kind: "accepted", providerMessageId: messageId };
    } catch (error) {
      const contentBegan = this.#contents.get(bare(messageId))?.readableDidRead ?? false;
      return classifySmtpError(error as SmtpError, contentBegan);
    } finally {
      this.#contents.delete(bare(messageId));
    }
  }

  async checkAccount(): Promise<AccountCheck> {
    try {
      await this.#transport.verify();
      return { kind: "passed" };
    } catch (error) {
      const outcome = classifySmtpError(error as SmtpError, false);
      if (outcome.kind !== "refused") return { kind: "unanswered", code: "connect_failed" };
      return { kind: outcome.refusal === "account" ? "refused" : "unanswered", code: outcome.code };
    }
  }

  close(): void {
    this.#transport.close();
  }
}

/** E-mails over SMTP, on a few pooled connections. */
export function createSmtpProvider(options: SmtpOptions): EmailProvider {
  return new SmtpProvider(options);
}
