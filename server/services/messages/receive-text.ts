import { and, eq, gt } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { lockHost } from "@/db/queries/host-locks";
import { findOptedOut } from "@/db/queries/opt-out-queries";
import {
  countForwarded,
  findPhoneBookings,
  findTexting,
  type PhoneBooking,
  type Texting,
} from "@/db/queries/reply-queries";
import { inboundTexts, replyQuestions } from "@/db/schema/inbound-texts";
import { normalizePhone } from "@/server/domain/phone/normalize-phone";
import { chooseOwner } from "@/server/domain/replies/choose-owner";
import { parseReply, type Reply } from "@/server/domain/replies/parse-reply";
import { replyTexts } from "@/server/domain/replies/reply-texts";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";
import { inTransaction, type UnitOfWork } from "@/server/services/in-transaction";
import { liftOptOut } from "@/server/services/opt-outs/lift-opt-out";
import { recordOptOut } from "@/server/services/opt-outs/record-opt-out";
import { type Asking, answerChoice, answerRequest } from "@/server/services/replies/answer-request";
import { forwardText, requireRecord, writeReply } from "@/server/services/replies/write-reply";
import type { ServiceContext } from "@/server/services/service-context";

export type InboundText = {
  providerMessageId: string;
  from: string;
  to: string;
  body: string;
  /** Who handed it over. */
  provider: SmsProviderName;
};

const hourMs = 3_600_000;

/** How many texts of one number are forwarded to an organizer within an hour; the rest is kept on the timeline. */
export const forwardedPerHour = 10;

/** What is known of a phone: its bookings, who texts it, and whom its text is taken to be for. */
type Known = {
  bookings: PhoneBooking[];
  texting: Texting[];
  /** All organizers who have to do with it, ascending. */
  ownerIds: number[];
  /** Null where nobody knows it. */
  ownerId: number | null;
};

/**
 * Takes a text that a phone has sent: keeps it once, however often the provider hands it over, and does what it asks
 * for, in one commit. What no rule understands goes to the host. The caller has checked the provider's signature.
 */
export async function receiveText(ctx: ServiceContext, text: InboundText): Promise<{ repeated: boolean }> {
  const speaker: ServiceContext = { ...ctx, actor: { kind: "phone_holder" }, door: "text" };
  const from = text.from.replace(/^whatsapp:/i, "");
  const phone = normalizePhone(from);
  const phoneNumber = phone.ok ? phone.e164 : from;
  // Postgres stores no NUL.
  const body = text.body.replaceAll("\u0000", "");
  const seen = await findKnown(ctx, ctx.db, phoneNumber);
  return inTransaction(speaker, async (unit) => {
    for (const ownerId of seen.ownerIds) await lockHost(unit.tx, ownerId);
    const known = await findKnown(ctx, unit.tx, phoneNumber);
    const reply = parseReply(body);
    const inboundId = await keep(ctx, unit, { text: { ...text, body }, phoneNumber, reply, known });
    if (inboundId === null) return { repeated: true };
    const { ownerId } = known;
    if (ownerId === null || !phone.ok) return { repeated: false };
    const bookings = known.bookings.filter((booking) => booking.ownerId === ownerId);
    const asking = { inboundId, phoneNumber, ownerId, bookings, provider: text.provider };
    await obey(speaker, unit, asking, { reply, body, known });
    return { repeated: false };
  });
}

async function findKnown(ctx: ServiceContext, db: Queryable, phoneNumber: string): Promise<Known> {
  const now = ctx.clock.now();
  const bookings = await findPhoneBookings(db, phoneNumber);
  const texting = await findTexting(db, phoneNumber);
  const [question] = await db
    .select({ ownerId: replyQuestions.ownerId })
    .from(replyQuestions)
    .where(and(eq(replyQuestions.phoneNumber, phoneNumber), gt(replyQuestions.expiresAt, now)));
  const ownerIds = [...bookings, ...texting].map(({ ownerId }) => ownerId);
  return {
    bookings,
    texting,
    ownerIds: [...new Set(ownerIds)].sort((a, b) => a - b),
    ownerId: question?.ownerId ?? chooseOwner(bookings, texting, now),
  };
}

async function keep(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  inbound: { text: InboundText; phoneNumber: string; reply: Reply; known: Known },
): Promise<string | null> {
  const { text, phoneNumber, reply, known } = inbound;
  const { ownerId } = known;
  const [row] = await tx
    .insert(inboundTexts)
    .values({
      id: ctx.random.uuid(),
      providerMessageId: text.providerMessageId,
      ownerId,
      bookingId: ownerId === null ? null : aboutOf(known, ownerId, ctx.clock.now()),
      fromNumber: phoneNumber,
      toNumber: text.to,
      body: text.body,
      kind: reply.kind,
      receivedAt: ctx.clock.now(),
      provider: text.provider,
    })
    .onConflictDoNothing()
    .returning({ id: inboundTexts.id });
  return row?.id ?? null;
}

/** The booking that a text of no choice is taken to be about: the next, else the last. */
function aboutOf({ bookings, texting }: Known, ownerId: number, now: Date): number | null {
  const own = bookings.filter((booking) => booking.ownerId === ownerId);
  const stands = ({ status }: PhoneBooking) => status === "accepted" || status === "pending";
  const next = own.find((booking) => booking.endsAt > now && stands(booking)) ?? own.at(-1);
  return next?.id ?? texting.find((each) => each.ownerId === ownerId)?.bookingId ?? null;
}

async function obey(
  ctx: ServiceContext,
  unit: UnitOfWork,
  asking: Asking,
  { reply, body, known }: { reply: Reply; body: string; known: Known },
): Promise<void> {
  const { phoneNumber } = asking;
  if (reply.kind === "stop") {
    for (const ownerId of known.ownerIds) {
      await recordOptOut(ctx, unit.tx, { ownerId, phoneNumber, source: "reply" });
    }
    return;
  }
  if (reply.kind === "start" || (reply.kind === "yes" && (await isOptedOut(unit, asking)))) {
    for (const ownerId of known.ownerIds) {
      await liftOptOut(ctx, unit.tx, { ownerId, phoneNumber }, { by: "reply" });
    }
    return;
  }
  const isAttendee = asking.bookings.length > 0;
  if (isAttendee && reply.kind === "choice" && (await answerChoice(ctx, unit, asking, reply.number))) return;
  if (isAttendee && (reply.kind === "confirm" || reply.kind === "yes")) {
    return answerRequest(ctx, unit, asking, "confirm");
  }
  if (isAttendee && (reply.kind === "cancel" || reply.kind === "reschedule")) {
    return answerRequest(ctx, unit, asking, reply.kind);
  }
  const about = aboutOf(known, asking.ownerId, ctx.clock.now());
  if (about === null) return;
  const record = await requireRecord(unit, about);
  if (reply.kind === "help") await writeReply(ctx, unit, { ...asking, record }, replyTexts.help);
  else if (await isForwardedOftenEnough(ctx, unit, asking)) await withhold(unit, asking);
  else await forwardText(ctx, unit, { ...asking, body, record });
}

/** Whether a number's texts were forwarded to the organizer as often as they are within an hour. */
async function isForwardedOftenEnough(
  ctx: ServiceContext,
  { tx }: UnitOfWork,
  { phoneNumber, ownerId }: Asking,
): Promise<boolean> {
  const since = new Date(ctx.clock.now().getTime() - hourMs);
  const forwarded = await countForwarded(tx, { ownerId, phoneNumber, since });
  return forwarded >= forwardedPerHour;
}

async function withhold({ tx }: UnitOfWork, { inboundId }: Asking): Promise<void> {
  await tx.update(inboundTexts).set({ isWithheld: true }).where(eq(inboundTexts.id, inboundId));
}

async function isOptedOut({ tx }: UnitOfWork, { ownerId, phoneNumber }: Asking): Promise<boolean> {
  return (await findOptedOut(tx, ownerId, [phoneNumber])).has(phoneNumber);
}
