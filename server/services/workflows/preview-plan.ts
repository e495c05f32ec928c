import { z } from "zod";
import { factsOf, findBooking } from "@/db/queries/booking-queries";
import { findOptedOut } from "@/db/queries/opt-out-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import type { BookingFacts } from "@/server/domain/bookings/booking-facts";
import { isTimeZone } from "@/server/domain/scheduling/time-zone";
import { bookingReader } from "@/server/domain/templates/booking-variables";
import { renderTemplate } from "@/server/domain/templates/render-template";
import type { WebhookBooking } from "@/server/domain/webhooks/booking-payload";
import { exampleWebhookBooking } from "@/server/domain/webhooks/example-webhook-booking";
import { readableCallBody, stepCallBody } from "@/server/domain/webhooks/step-call-body";
import { judge, type Verdict } from "@/server/domain/workflows/condition";
import { describeFallback, mailedInstead } from "@/server/domain/workflows/describe-fallback";
import { skipBesides } from "@/server/domain/workflows/fallback";
import type {
  MessageChannel,
  MessageReason,
  MoveReason,
  RecipientRole,
} from "@/server/domain/workflows/message-state";
import { type BookingOccasion, bookingOccasions } from "@/server/domain/workflows/notices";
import { type PlannedMessage, planMessages, setsOff } from "@/server/domain/workflows/plan-messages";
import { skipOptedOut } from "@/server/domain/workflows/skip-opted-out";
import type { Workflow, WorkflowTrigger } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";
import { bookingNotFound } from "@/server/services/bookings/booking-not-found";
import { bookingUidSchema } from "@/server/services/bookings/get-booking";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { webhookBookingOf } from "@/server/services/webhooks/webhook-booking-of";
import { workflowSurroundings } from "./workflow-surroundings";

const madeUpSchema = z.object({
  kind: z.literal("made_up"),
  eventTypeId: z.int(),
  startsAt: z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with Z or an offset" }),
  lengthMinutes: z.int().min(1).max(1440).optional(),
  hasPhone: z.boolean().default(true),
  isReturning: z.boolean().default(false),
  timeZone: z.string().refine(isTimeZone, "must be an IANA time zone").optional(),
  responses: z.record(z.string().max(200), z.unknown()).default({}),
});

export const previewPlanInputSchema = z.object({
  booking: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("booking"), uid: bookingUidSchema }),
    madeUpSchema,
  ]),
  occasion: z.enum(bookingOccasions).default("created"),
});

export type PreviewedMessage = {
  stepNumber: number;
  channel: MessageChannel;
  recipientRole: RecipientRole;
  dueAt: string;
  movedFromAt: string | null;
  movedReason: MoveReason | null;
  /** Why it would not be sent, or null when it would. */
  skipReason: MessageReason | null;
  /** What happens if it doesn’t arrive, or since it can’t be tried, in words; null where nothing follows. */
  ifUndelivered: string | null;
  subject: string | null;
  body: string;
};

export type PlanPreview = {
  workflows: {
    id: number;
    name: string;
    trigger: WorkflowTrigger;
    /** Whether the occasion is one of its trigger; on others it owes nothing. */
    isSetOff: boolean;
    /** Whether all conditions hold, and how each stands; without, nothing is owed. */
    applies: boolean;
    conditions: Verdict[];
    messages: PreviewedMessage[];
  }[];
  /** The booking's own e-mails. */
  notifications: PreviewedMessage[];
};

/** A booking as texts and as webhooks tell of it. */
type PreviewedBooking = { facts: BookingFacts; called: WebhookBooking };
type FoundBooking = PreviewedBooking & { requestedIds: number[] | null };

/**
 * What a booking would owe if the occasion came now: for each workflow that is on for it, whether its conditions hold
 * and why, and its messages as they would read.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a booking that isn't theirs;
 * BAD_REQUEST for such an event type.
 */
export async function previewPlan(
  ctx: ServiceContext,
  input: z.output<typeof previewPlanInputSchema>,
): Promise<PlanPreview> {
  const ownerId = requireUserId(ctx.actor);
  const { facts, called, requestedIds } =
    input.booking.kind === "booking"
      ? await ownBooking(ctx, ownerId, input.booking.uid)
      : await madeUp(ctx, ownerId, input.booking);
  const workflows = await findWorkflowsInForce(ctx.db, {
    ownerId,
    eventTypeId: facts.eventTypeId,
    requestedIds,
  });
  return previewOf(ctx, ownerId, { facts, called, workflows, occasion: input.occasion });
}

async function previewOf(
  ctx: ServiceContext,
  ownerId: number,
  asked: PreviewedBooking & { workflows: Workflow[]; occasion: BookingOccasion },
): Promise<PlanPreview> {
  const { facts, workflows, occasion } = asked;
  const { smsCountries } = ctx.installation;
  const owed = planMessages({ occasion, booking: facts, workflows, now: ctx.clock.now(), smsCountries });
  const recipients = owed.map(({ recipient }) => recipient);
  const plan = skipOptedOut(owed, await findOptedOut(ctx.db, ownerId, recipients));
  const shown = (workflowId: number | null) =>
    plan
      .filter((message) => message.workflowId === workflowId)
      .map((message) => previewedMessage(ctx, message, asked));
  return {
    workflows: workflows.map(({ id, name, trigger, conditions }) => {
      const verdicts = conditions.map((condition) => judge(condition, facts));
      const applies = verdicts.every(({ holds }) => holds);
      const isSetOff = setsOff(occasion, trigger);
      return { id, name, trigger, isSetOff, applies, conditions: verdicts, messages: shown(id) };
    }),
    notifications: shown(null),
  };
}

function previewedMessage(
  ctx: ServiceContext,
  message: PlannedMessage,
  { facts, called }: PreviewedBooking,
): PreviewedMessage {
  const values = bookingReader(facts, message.recipientRole, ctx.publicUrl);
  const { workflowId: id, workflowName: name, stepNumber } = message;
  return {
    stepNumber: message.stepNumber,
    channel: message.channel,
    recipientRole: message.recipientRole,
    dueAt: message.dueAt.toISOString(),
    movedFromAt: message.movedFromAt?.toISOString() ?? null,
    movedReason: message.movedReason,
    skipReason: message.skipReason,
    ifUndelivered: ifUndelivered(message, ctx.clock.now()),
    subject: message.subjectTemplate === null ? null : renderTemplate(message.subjectTemplate, values),
    body:
      message.channel === "webhook"
        ? readableCallBody(stepCallBody({ id, name, stepNumber }, called, ctx.clock.now()))
        : renderTemplate(message.bodyTemplate, values),
  };
}

function ifUndelivered(message: PlannedMessage, now: Date): string | null {
  if (message.skipReason === null) return message.fallback && describeFallback(message.fallback);
  return skipBesides(message, now) === null ? mailedInstead : null;
}

async function ownBooking(ctx: ServiceContext, ownerId: number, uid: string): Promise<FoundBooking> {
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  const called = await webhookBookingOf(ctx.db, record);
  return { facts: factsOf(record), called, requestedIds: record.booking.requestedWorkflowIds };
}

async function madeUp(
  ctx: ServiceContext,
  ownerId: number,
  input: z.output<typeof madeUpSchema>,
): Promise<FoundBooking> {
  const { eventTypes, example } = await workflowSurroundings(ctx, ctx.db, ownerId);
  const eventType = eventTypes.find(({ id }) => id === input.eventTypeId);
  if (!eventType) {
    throw new ServiceError("BAD_REQUEST", `You have no event type with id ${input.eventTypeId}.`, {
      field: "booking.eventTypeId",
      reason: "event_type_not_found",
    });
  }
  const { isReturning, hasPhone, responses, timeZone = example.attendee.timeZone } = input;
  const startsAt = new Date(input.startsAt);
  const lengthMinutes = input.lengthMinutes ?? eventType.lengthMinutes;
  const phoneNumber = hasPhone ? example.attendee.phoneNumber : null;
  const facts = {
    ...example,
    startsAt,
    endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
    attendanceConfirmedAt: null,
    responses,
    eventTypeId: eventType.id,
    eventTypeTitle: eventType.title,
    attendee: { ...example.attendee, timeZone, isReturning, phoneNumber },
  };
  return { facts, called: exampleWebhookBooking(facts), requestedIds: null };
}
