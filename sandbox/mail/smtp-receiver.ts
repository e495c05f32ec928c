import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/logger";
import type { Random } from "@/server/platform/random";
import { createSid } from "../store/create-sid";
import type { MailFault } from "../store/records";
import type { SandboxStore } from "../store/sandbox-store";
import { findMailFault } from "./mail-faults";
import { parseMail } from "./parse-mail";

const maxMailBytes = 10 * 1024 * 1024;

export type SmtpReceiverParts = { store: SandboxStore; clock: Clock; random: Random; logger: Logger };

class SmtpRefusal extends Error {
  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** What became of a mail: stored, or refused with a code. */
type Reception = { fault: MailFault | undefined; refusal: SmtpRefusal | null };

async function readMail(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function receiveMail(
  parts: SmtpReceiverParts,
  stream: SMTPServerDataStream,
  recipients: string[],
): Promise<Reception> {
  const raw = await readMail(stream);
  if (stream.sizeExceeded)
    return { fault: undefined, refusal: new SmtpRefusal(552, "The mail is too large") };
  const fault = findMailFault(parts.store, recipients);
  if (fault?.smtpCode !== undefined) {
    parts.store.record({ type: "mail_refused", faultId: fault.id });
    return { fault, refusal: new SmtpRefusal(fault.smtpCode, "Refused by an injected fault") };
  }
  const identity = { id: createSid(parts.random, "ML"), createdAt: parts.clock.now().toISOString() };
  const mail = await parseMail(raw, recipients, identity);
  parts.store.record({ type: "mail_added", mail, faultId: fault?.id });
  return { fault, refusal: null };
}

/** The SMTP server of the sandbox: takes any mail, and answers once it is stored. */
export function createSmtpReceiver(parts: SmtpReceiverParts): SMTPServer {
  const breakConnection = (session: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.id === session.id) connection.close();
  };
  const server = new SMTPServer({
    name: "sandbox.localhost",
    banner: "Punctual sandbox",
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: maxMailBytes,
    maxClients: 100,
    logger: false,
    onAuth: (auth, _session, callback) =>
      parts.store.state.isMailAccountRefused
        ? callback(new SmtpRefusal(535, "The sign-in is not accepted"))
        : callback(null, { user: auth.username ?? "anyone" }),
    onMailFrom: (_address, _session, callback) =>
      callback(parts.store.state.isMailAccountRefused ? new SmtpRefusal(530, "Sign in first") : null),
    onData: (stream, session, callback) => {
      const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
      receiveMail(parts, stream, recipients).then(
        async ({ fault, refusal }) => {
          const latencyMs = fault?.latencyMs ?? 0;
          if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
          if (fault?.dropResponse) breakConnection(session);
          else callback(refusal);
        },
        (error: unknown) => {
          parts.logger.error({ err: error }, "a mail to the sandbox could not be stored");
          callback(new SmtpRefusal(451, "The sandbox failed; its log says why"));
        },
      );
    },
  });
  server.on("error", (error) => parts.logger.debug({ err: error }, "a mail connection ended in an error"));
  return server;
}
