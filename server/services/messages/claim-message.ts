import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { BookingRecord } from "@/db/queries/booking-queries";
import { shareBookingOfRetry, shareOptOut } from "@/db/queries/host-locks";
import { findOptedOut } from "@/db/queries/opt-out-queries";
import { isOwnRecipient, isVerifiedRecipient } from "@/db/queries/recipient-queries";
import { findTextedNumber } from "@/db/queries/reply-queries";
import { attempts, messages } from "@/db/schema/messages";
import { isCountryAllowed } from "@/server/domain/phone/phone-country";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { contentVariables } from "@/server/domain/templates/content-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import { isMailedInstead } from "@/server/domain/workflows/fallback";
import { isTest } from "@/server/domain/workflows/message-source";
import { isToPhone, type MessageChannel, type MessageReason } from "@/server/domain/workflows/message-state";
import { sendingLeaseMs } from "@/server/domain/workflows/message-timing";
import type { WhatsAppContent } from "@/server/providers/sms/port";
import { invitationOf } from "@/server/services/bookings/invitation-of";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { chooseProvider } from "./choose-provider";
import { recheckRetry } from "./recheck-retry";
import { settleTaken } from "./settle-taken";
import { type ShownBooking, shownBooking } from "./shown-booking";
import { startFallback } from "./start-fallback";
import { stepCallOf } from "./step-call-of";

export type ClaimedMessage = {
  messageId: string;
  attemptId: string;
  channel: MessageChannel;
  /** The name of the one who is to send it, as the attempt records it. */
  provider: string;
  to: string;
  subject: string;
  body: string;
  replyTo: string | null;
  /** Of an answer to a text: the number that was texted. */
  from?: string;
  whatsApp?: WhatsAppContent;
  calendar?: { method: "REQUEST" | "CANCEL"; content: string };
  /** Of webhooks: what signs the call. */
  secret?: string | null;
};

export type Claim =
  | { kind: "claimed"; message: ClaimedMessage }
  | { kind: "not_due"; at: Date }
  /** The provider refuses its sender: it waits until the sender works again, and nothing has left. */
  | { kind: "held"; at: Date; code: string }
  /** Somebody else has it, it has ended, or this generation is not the current one. */
  | { kind: "not_claimable" };

/**
 * Takes a message for one attempt, if it is of this generation, due, and still of use; the attempt is on record
 * before anything leaves the machine. A message that is no longer of use, or renders empty, is skipped instead; one
 * whose sender is stopped waits.
 */
export async function claimMessage(
  ctx: ServiceContext,
  claim: { messageId: string; generation: number },
): Promise<Claim> {
  return inTransaction(ctx, async (unit) => {
    const { tx } = unit;
    const now = ctx.clock.now();
    await shareOptOut(tx, claim.messageId);
    await shareBookingOfRetry(tx, claim.messageId);
    const [message] = await tx.select().from(messages).where(eq(messages.id, claim.messageId)).for("update");
    if (!message || message.generation !== claim.generation) return { kind: "not_claimable" };
    if (message.state !== "armed" && message.state !== "retrying") return { kind: "not_claimable" };
    if (await settleTaken(ctx, unit, message)) return { kind: "not_claimable" };
    const dueAt = message.nextAttemptAt ?? message.dueAt;
    if (dueAt > now) return { kind: "not_due", at: dueAt };
    if (message.relevantUntilAt <= now) return skip(tx, message.id, "too_late", now);
    const hindrance = await hindranceOf(ctx, tx, message);
    if (hindrance !== null) return skipHindered(ctx, unit, message, hindrance);
    const owed = message.currentAttemptId === null ? message : await recheckRetry(ctx, tx, message);
    return owed === null ? { kind: "not_claimable" } : claimForSending(ctx, tx, owed);
  });
}

/** Skips what may not go to its recipient; a mail stands in for a text that has nowhere to go. */
async function skipHindered(
  ctx: ServiceContext,
  unit: UnitOfWork,
  { id, fallback }: typeof messages.$inferSelect,
  hindrance: MessageReason,
): Promise<Claim> {
  const skipped = await skip(unit.tx, id, hindrance, ctx.clock.now());
  if (isMailedInstead(hindrance, fallback)) await startFallback(ctx, unit, id);
  return skipped;
}

async function claimForSending(
  ctx: ServiceContext,
  tx: Transaction,
  message: typeof messages.$inferSelect,
): Promise<Claim> {
  const shown = await shownBooking(ctx, tx, message);
  if (message.channel === "webhook" && shown.record) return claimForCall(ctx, tx, shown.record, message);
  const text = render(ctx, shown, message);
  if (text.body === "") return skip(tx, message.id, "body_empty", ctx.clock.now());
  const choice = await chooseProvider(ctx, tx, message);
  if (choice.kind === "held") return choice;
  if (choice.kind === "gone") return skip(tx, message.id, "no_other_provider", ctx.clock.now());
  const { provider } = choice;
  const attemptId = await startAttempt(ctx, tx, message, { provider, body: text.body });
  const { channel, recipient: to } = message;
  const more = await extrasOf(ctx, tx, shown, message);
  const replyTo = replyToOf(shown, message);
  const claimed = { messageId: message.id, attemptId, channel, provider, to, replyTo, ...text, ...more };
  return { kind: "claimed", message: claimed };
}

async function claimForCall(
  ctx: ServiceContext,
  tx: Transaction,
  record: BookingRecord,
  message: typeof messages.$inferSelect,
): Promise<Claim> {
  const call = await stepCallOf(ctx, tx, record, message);
  if (call.kind === "hindered") return skip(tx, message.id, call.reason, ctx.clock.now());
  const { body, secret } = call;
  const provider = ctx.providers.webhook.name;
  const attemptId = await startAttempt(ctx, tx, message, { provider, body });
  const { id: messageId, channel, recipient: to } = message;
  const claimed = { messageId, attemptId, channel, provider, to, replyTo: null, subject: "", body, secret };
  return { kind: "claimed", message: claimed };
}

/** Who gets the answers to a mail; to a test nobody does, lest an organizer's own answer reaches an attendee. */
function replyToOf(
  { facts }: ShownBooking,
  { recipientRole, source }: typeof messages.$inferSelect,
): string | null {
  if (isTest({ source })) return null;
  return recipientRole === "attendee" ? facts.host.email : facts.attendee.email;
}

/** Why a message may not go to its recipient any more, or null when it may. */
async function hindranceOf(
  { installation }: ServiceContext,
  tx: Transaction,
  { channel, ownerId, recipient: value, recipientRole, source }: typeof messages.$inferSelect,
): Promise<MessageReason | null> {
  if (channel === "sms" && !isCountryAllowed(value, installation.smsCountries)) return "country_not_allowed";
  if (isToPhone(channel) && (await findOptedOut(tx, ownerId, [value])).has(value)) return "opted_out";
  if (isTest({ source })) return (await isOwnRecipient(tx, { ownerId, value })) ? null : "not_verified";
  const mustBeVerified = recipientRole === "fixed" || (recipientRole === "host" && isToPhone(channel));
  return mustBeVerified && !(await isVerifiedRecipient(tx, { ownerId, value })) ? "not_verified" : null;
}

/** What goes out beside the text: the variables of a WhatsApp template, or the entry for calendars. */
async function extrasOf(
  ctx: ServiceContext,
  tx: Transaction,
  { facts, record }: ShownBooking,
  message: typeof messages.$inferSelect,
): Promise<Pick<ClaimedMessage, "whatsApp" | "calendar" | "from">> {
  const { bodyTemplate, channel, contentSid, includeCalendarEvent, recipientRole, source } = message;
  if (channel === "whatsapp" && contentSid !== null) {
    const values = bookingReader(facts, recipientRole, ctx.publicUrl);
    return { whatsApp: { contentSid, variables: contentVariables(bodyTemplate, values) } };
  }
  if (channel === "sms" && source.startsWith("reply:")) {
    const from = await findTextedNumber(tx, source);
    return from === null ? {} : { from };
  }
  return includeCalendarEvent && record ? { calendar: await invitationOf(ctx, tx, record, message) } : {};
}

function render(
  ctx: ServiceContext,
  { facts }: ShownBooking,
  message: typeof messages.$inferSelect,
): { subject: string; body: string } {
  const values = bookingReader(facts, message.recipientRole, ctx.publicUrl);
  return {
    body: renderTemplate(message.bodyTemplate, values),
    subject: renderTemplate(message.subjectTemplate ?? "", values).replace(/\s+/g, " "),
  };
}

async function startAttempt(
  ctx: ServiceContext,
  tx: Transaction,
  message: typeof messages.$inferSelect,
  { provider, body }: { provider: string; body: string },
): Promise<string> {
  const now = ctx.clock.now();
  const attemptId = ctx.random.uuid();
  const leaseExpiresAt = new Date(now.getTime() + sendingLeaseMs);
  await tx.insert(attempts).values({
    id: attemptId,
    messageId: message.id,
    number: sql`(select count(*) + 1 from ${attempts} where ${attempts.messageId} = ${message.id})`,
    generation: message.generation,
    state: "started",
    provider,
    body,
    requestId: ctx.requestId,
    startedAt: now,
  });
  await tx
    .update(messages)
    .set({
      state: "sending",
      currentAttemptId: attemptId,
      leaseExpiresAt,
      nextLookAt: leaseExpiresAt,
      nextAttemptAt: null,
      heldBySenderId: null,
      lookCount: 0,
      updatedAt: now,
    })
    .where(eq(messages.id, message.id));
  return attemptId;
}

async function skip(tx: Transaction, id: string, reason: MessageReason, now: Date): Promise<Claim> {
  await tx
    .update(messages)
    .set({
      state: "skipped",
      reason,
      nextLookAt: null,
      nextAttemptAt: null,
      fallbackAt: null,
      updatedAt: now,
    })
    .where(eq(messages.id, id));
  return { kind: "not_claimable" };
}
