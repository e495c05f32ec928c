import { z } from "zod";
import type { Random } from "@/server/platform/random";
import { answerJson, type HttpAnswer } from "../http/http-answer";
import { parseJsonBody } from "../http/parse-json-body";
import type { MailFault } from "../store/records";
import { mailboxOf } from "../store/sandbox-state";
import type { SandboxStore } from "../store/sandbox-store";

const mailFaultSchema = z
  .strictObject({
    count: z.int().min(1).max(1_000_000),
    to: z.string().transform(mailboxOf).optional(),
    smtpCode: z.int().min(400).max(599).optional(),
    latencyMs: z.int().min(0).max(120_000).optional(),
    dropResponse: z.boolean().optional(),
  })
  .refine((fault) => !(fault.dropResponse && fault.smtpCode !== undefined), {
    path: ["dropResponse"],
    message: "the mail is accepted and nothing answered, so smtpCode can't be given too",
  })
  .refine(({ smtpCode, latencyMs, dropResponse }) => smtpCode !== undefined || latencyMs || dropResponse, {
    path: ["smtpCode"],
    message: "say what goes wrong: smtpCode, latencyMs or dropResponse",
  });

/** `POST /mail/faults`: what the next mails will meet. */
export function addMailFault(store: SandboxStore, random: Random, body: Buffer): HttpAnswer {
  const { count, ...effects } = parseJsonBody(body, mailFaultSchema);
  const fault = { id: random.uuid(), remaining: count, ...effects };
  store.record({ type: "mail_fault_added", fault });
  return answerJson(201, fault);
}

/** The fault that meets a mail to these recipients, if one waits for it. */
export function findMailFault(store: SandboxStore, recipients: string[]): MailFault | undefined {
  const mailboxes = new Set(recipients.map(mailboxOf));
  return store.state.mailFaults.find((fault) => fault.to === undefined || mailboxes.has(fault.to));
}

const mailAccountSchema = z.strictObject({ refused: z.boolean() });

/** Whether the mail server refuses the sign-in, as the page and tests read it. */
export function describeMailAccount(store: SandboxStore): HttpAnswer {
  return answerJson(200, { refused: store.state.isMailAccountRefused });
}

/** `POST /mail/account`: whether the mail server refuses every sign-in, and mails of those who don't sign in. */
export function changeMailAccount(store: SandboxStore, body: Buffer): HttpAnswer {
  const { refused } = parseJsonBody(body, mailAccountSchema);
  store.record({ type: "mail_account_changed", refused });
  return describeMailAccount(store);
}
