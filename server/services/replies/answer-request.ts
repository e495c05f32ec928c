import { eq } from "drizzle-orm";
import { type BookingRecord, factsOf } from "@/db/queries/booking-queries";
import type { PhoneBooking } from "@/db/queries/reply-queries";
import { replyQuestions } from "@/db/schema/inbound-texts";
import type { AskedRequest } from "@/server/domain/replies/parse-reply";
import { choiceLine, choicesMax, replyTexts, whichText } from "@/server/domain/replies/reply-texts";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";
import { cancelInUnit } from "@/server/services/bookings/cancel-booking";
import { confirmAttendanceInUnit } from "@/server/services/bookings/confirm-attendance";
import type { UnitOfWork } from "@/server/services/in-transaction";
import type { ServiceContext } from "@/server/services/service-context";
import { requireRecord, writeReply } from "./write-reply";

/** Who asks, from which phone, and the bookings of that phone with the organizer, by start. */
export type Asking = {
  inboundId: string;
  phoneNumber: string;
  ownerId: number;
  bookings: PhoneBooking[];
  /** Who handed the text over, and so takes the answer. */
  provider: SmsProviderName;
};

const questionLastsMs = 3_600_000;

/**
 * Does what a phone asks for. Where it isn't plain which booking is meant, and before one is cancelled, it asks back;
 * the answer is a message of the booking.
 */
export async function answerRequest(
  ctx: ServiceContext,
  unit: UnitOfWork,
  asking: Asking,
  request: AskedRequest,
): Promise<void> {
  const candidates = candidatesFor(request, asking.bookings, ctx.clock.now());
  const [only] = candidates;
  if (!only) return tellWhyNot(ctx, unit, asking, request);
  if (candidates.length > 1 || request === "cancel") return askWhich(ctx, unit, asking, request, candidates);
  await doRequest(ctx, unit, asking, request, await requireRecord(unit, only.id));
}

/**
 * Takes a number as the answer to the question that is open for the phone; returns false where none is, so that the
 * text is something else.
 */
export async function answerChoice(
  ctx: ServiceContext,
  unit: UnitOfWork,
  asking: Asking,
  number: number,
): Promise<boolean> {
  const { tx } = unit;
  const [question] = await tx
    .select()
    .from(replyQuestions)
    .where(eq(replyQuestions.phoneNumber, asking.phoneNumber))
    .for("update");
  if (!question || question.expiresAt <= ctx.clock.now()) return false;
  const { request } = question;
  const candidates = candidatesFor(request, asking.bookings, ctx.clock.now());
  const chosen = candidates.find(({ id }) => id === question.bookingIds[number - 1]);
  await tx.delete(replyQuestions).where(eq(replyQuestions.phoneNumber, asking.phoneNumber));
  if (chosen) await doRequest(ctx, unit, asking, request, await requireRecord(unit, chosen.id));
  else if (candidates.length > 0) await askWhich(ctx, unit, asking, request, candidates);
  else await tellWhyNot(ctx, unit, asking, request);
  return true;
}

/** The bookings ahead that a request can be about. */
function candidatesFor(request: AskedRequest, bookings: readonly PhoneBooking[], now: Date): PhoneBooking[] {
  const ahead = bookings.filter(({ startsAt }) => startsAt > now);
  if (request !== "confirm") {
    return ahead.filter(({ status }) => status === "accepted" || status === "pending");
  }
  const agreed = ahead.filter(({ status }) => status === "accepted");
  const open = agreed.filter(({ attendanceConfirmedAt }) => attendanceConfirmedAt === null);
  return open.length > 0 ? open : agreed.slice(0, 1);
}

async function doRequest(
  ctx: ServiceContext,
  unit: UnitOfWork,
  asking: Asking,
  request: AskedRequest,
  record: BookingRecord,
): Promise<void> {
  const { uid } = record.booking;
  if (request === "confirm") await confirmAttendanceInUnit(ctx, unit, uid);
  if (request === "cancel") await cancelInUnit(ctx, unit, { uid });
  const texts = {
    confirm: replyTexts.confirmed,
    cancel: replyTexts.cancelled,
    reschedule: replyTexts.reschedule,
  };
  await writeReply(ctx, unit, { ...asking, record }, texts[request]);
}

async function askWhich(
  ctx: ServiceContext,
  unit: UnitOfWork,
  asking: Asking,
  request: AskedRequest,
  candidates: readonly PhoneBooking[],
): Promise<void> {
  const { phoneNumber, ownerId } = asking;
  const asked = candidates.slice(0, choicesMax);
  const lines: string[] = [];
  for (const { id } of asked) {
    const facts = factsOf(await requireRecord(unit, id));
    lines.push(renderTemplate(choiceLine, bookingReader(facts, "attendee", ctx.publicUrl)));
  }
  const question = {
    ownerId,
    request,
    bookingIds: asked.map(({ id }) => id),
    expiresAt: new Date(ctx.clock.now().getTime() + questionLastsMs),
  };
  await unit.tx
    .insert(replyQuestions)
    .values({ phoneNumber, ...question })
    .onConflictDoUpdate({ target: replyQuestions.phoneNumber, set: question });
  const record = await requireRecord(unit, asked[0]?.id ?? 0);
  await writeReply(ctx, unit, { ...asking, record }, whichText(request, lines));
}

/** Says why there is nothing to do, about the request that waits for the host or the last booking. */
async function tellWhyNot(
  ctx: ServiceContext,
  unit: UnitOfWork,
  asking: Asking,
  request: AskedRequest,
): Promise<void> {
  const now = ctx.clock.now();
  const requested = asking.bookings.find(({ status, startsAt }) => status === "pending" && startsAt > now);
  const about = (request === "confirm" ? requested : undefined) ?? asking.bookings.at(-1);
  if (!about) return;
  const text = about === requested ? replyTexts.notAgreed : replyTexts.nothingAhead;
  await writeReply(ctx, unit, { ...asking, record: await requireRecord(unit, about.id) }, text);
}
