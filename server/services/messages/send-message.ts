import { htmlMail } from "@/server/domain/templates/html-mail";
import { isToPhone } from "@/server/domain/workflows/message-state";
import type { SendOutcome } from "@/server/providers/sms/port";
import type { ServiceContext } from "@/server/services/service-context";
import { type ClaimedMessage, claimMessage } from "./claim-message";
import { phoneProviderOf } from "./phone-providers";
import { type RecordedOutcome, recordOutcome } from "./record-outcome";

export type SendReport =
  | RecordedOutcome
  | { kind: "not_claimable" }
  /** Its sender is stopped: nothing is to be done until that works again. */
  | { kind: "held"; at: Date; code: string }
  /** Call again at that instant: it is not due yet, or the provider refused for now. */
  | { kind: "retry"; at: Date; code: string };

/**
 * Sends one message: claims it, calls the provider once and records the answer. Repeating the call never sends
 * twice: a second claim of the same attempt finds nothing to claim. Never throws for what the provider did.
 */
export async function sendMessage(
  ctx: ServiceContext,
  input: { messageId: string; generation: number },
): Promise<SendReport> {
  const claim = await claimMessage(ctx, input);
  if (claim.kind === "not_claimable" || claim.kind === "held") return claim;
  if (claim.kind === "not_due") return { kind: "retry", at: claim.at, code: "not_due" };
  const outcome = await callProvider(ctx, claim.message);
  const { messageId, attemptId } = claim.message;
  ctx.logger.info(
    {
      requestId: ctx.requestId,
      messageId,
      attemptId,
      outcome: outcome.kind,
      code: outcome.kind === "refused" ? outcome.code : undefined,
    },
    "provider answered",
  );
  return recordOutcome(ctx, { messageId, attemptId, outcome });
}

async function callProvider(ctx: ServiceContext, message: ClaimedMessage): Promise<SendOutcome> {
  const { to, body, attemptId, messageId, subject, whatsApp, calendar, from } = message;
  const { email, webhook } = ctx.providers;
  if (message.channel === "webhook") {
    const { secret = null } = message;
    const content = { body, secret, contentType: "application/json" as const };
    return webhook.send({ url: to, ...content, deliveryId: messageId, attemptId, requestId: ctx.requestId });
  }
  if (isToPhone(message.channel)) {
    const sms = phoneProviderOf(ctx.providers, message);
    if (!sms) throw new Error(`The provider ${message.provider} went away during a send.`);
    return sms.send({ to, body, whatsApp, from, attemptId, requestId: ctx.requestId });
  }
  return email.send({
    to,
    replyTo: message.replyTo ?? undefined,
    subject,
    text: body,
    html: htmlMail(body),
    ics: calendar,
    messageId,
    attemptId,
  });
}
