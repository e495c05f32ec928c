import { z } from "zod";
import { factsOf, findBooking } from "@/db/queries/booking-queries";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { phoneCountry } from "@/server/domain/phone/phone-country";
import { type CostEstimate, estimateCost } from "@/server/domain/pricing/sms-prices";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import { type SmsSegments, smsSegments } from "@/server/domain/templates/sms-segments";
import { type UnknownVariable, unknownVariables } from "@/server/domain/templates/unknown-variables";
import type { WebhookBooking } from "@/server/domain/webhooks/booking-payload";
import { exampleWebhookBooking } from "@/server/domain/webhooks/example-webhook-booking";
import { readableCallBody, stepCallBody } from "@/server/domain/webhooks/step-call-body";
import type { RecipientRole } from "@/server/domain/workflows/message-state";
import { actionRoutes, stepActions } from "@/server/domain/workflows/workflow";
import { bookingNotFound } from "@/server/services/bookings/booking-not-found";
import { bookingUidSchema } from "@/server/services/bookings/get-booking";
import { phoneProviderFor } from "@/server/services/messages/phone-providers";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { webhookBookingOf } from "@/server/services/webhooks/webhook-booking-of";
import { workflowSurroundings } from "./workflow-surroundings";

export const previewStepInputSchema = z.object({
  action: z.enum(stepActions),
  body: z.string().max(10_000),
  subject: z.string().max(200).nullish(),
  /** A booking of the organizer's; without one the step is shown for a made-up booking. */
  bookingUid: bookingUidSchema.optional(),
});

export type StepPreview = {
  body: string;
  /** Null but for e-mails. */
  subject: string | null;
  /** Null but for texts. */
  segments: SmsSegments | null;
  /** What the text is likely to cost, and the country of the number it goes to; null where nothing is known of it. */
  cost: (CostEstimate & { country: string | null }) | null;
  unknownVariables: UnknownVariable[];
};

/**
 * A step as its recipient would get it.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a booking that isn't theirs.
 */
export async function previewStep(
  ctx: ServiceContext,
  input: z.output<typeof previewStepInputSchema>,
): Promise<StepPreview> {
  const ownerId = requireUserId(ctx.actor);
  const around = await workflowSurroundings(ctx, ctx.db, ownerId);
  const { channel, to } = actionRoutes[input.action];
  if (channel === "webhook") return callPreview(ctx, ownerId, around.example, input.bookingUid);
  const booking = input.bookingUid ? await ownBooking(ctx, ownerId, input.bookingUid) : around.example;
  const values = bookingReader(booking, to, ctx.publicUrl);
  const body = renderTemplate(input.body, values);
  const segments = channel === "sms" ? smsSegments(body) : null;
  const subject = channel !== "email" ? null : (input.subject ?? "");
  return {
    body,
    subject: subject === null ? null : renderTemplate(subject, values).replace(/\s+/g, " "),
    segments,
    cost: segments && costOf(ctx, segments, phoneOf(booking, to)),
    unknownVariables: unknownVariables(`${subject ?? ""}\n${input.body}`, around.variables),
  };
}

/** The number that a text would go to; that of another than the two isn't known while it is written. */
function phoneOf({ attendee, host }: BookingFacts, to: RecipientRole): string | null {
  if (to === "attendee") return attendee.phoneNumber;
  return to === "host" ? host.phoneNumber : null;
}

function costOf(
  { installation, providers }: ServiceContext,
  { segmentCount }: SmsSegments,
  phoneNumber: string | null,
): StepPreview["cost"] {
  const country = phoneNumber === null ? undefined : phoneCountry(phoneNumber);
  const provider = phoneProviderFor(providers, "sms").name;
  const cost = estimateCost(installation.smsPrices, { provider, country, segmentCount });
  return cost && { ...cost, country: country ?? null };
}

/** What the receiver of a webhook would get; the names of the workflow aren't known while it is written. */
async function callPreview(
  ctx: ServiceContext,
  ownerId: number,
  example: BookingFacts,
  uid: string | undefined,
): Promise<StepPreview> {
  const booking = uid ? await ownWebhookBooking(ctx, ownerId, uid) : exampleWebhookBooking(example);
  const body = stepCallBody({ id: null, name: "", stepNumber: 1 }, booking, ctx.clock.now());
  return { body: readableCallBody(body), subject: null, segments: null, cost: null, unknownVariables: [] };
}

async function ownWebhookBooking(ctx: ServiceContext, ownerId: number, uid: string): Promise<WebhookBooking> {
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  return webhookBookingOf(ctx.db, record);
}

async function ownBooking(ctx: ServiceContext, ownerId: number, uid: string): Promise<BookingFacts> {
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  return factsOf(record);
}
