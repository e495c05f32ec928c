import { z } from "zod";
import { factsOf, findBookings } from "@/db/queries/booking-queries";
import { findPastMeetings, findPastOccasions, type PastOccasion } from "@/db/queries/dry-run-queries";
import { findOptedOut } from "@/db/queries/opt-out-queries";
import { addCosts, type CostEstimate } from "@/server/domain/pricing/sms-prices";
import {
  type DryRunCase,
  type DryRunExample,
  type DryRunRules,
  type DryRunStep,
  dryRun,
} from "@/server/domain/workflows/dry-run";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import { setsOff } from "@/server/domain/workflows/plan-messages";
import { isInForce, type WorkflowInPlace } from "@/server/domain/workflows/propose-change";
import { isTimed, type WorkflowTrigger } from "@/server/domain/workflows/workflow";
import {
  createWorkflowInputSchema,
  updateWorkflowInputSchema,
} from "@/server/domain/workflows/workflow-input";
import { phoneProviderFor } from "@/server/services/messages/phone-providers";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { proposeChange } from "./propose-change";

export const dryRunInputSchema = z.discriminatedUnion("verb", [
  z.object({ verb: z.literal("create"), input: createWorkflowInputSchema }),
  z.object({ verb: z.literal("update"), input: updateWorkflowInputSchema }),
]);

export type DryRun = {
  /** The bookings looked at: of (since, until], or the latest of them where there were more. */
  since: string;
  until: string;
  bookingCount: number;
  isCut: boolean;
  /** It is off, and was tried as if it were on for all event types. */
  isAsIfOn: boolean;
  /** Those whose conditions held and that it is on for. */
  applied: number;
  sent: number;
  segments: number;
  /** Null where no text is sent, or nothing is known of what they cost. */
  cost: CostEstimate | null;
  steps: DryRunStep[];
  examples: (Omit<DryRunExample, "startsAt" | "dueAt"> & { startsAt: string; dueAt: string })[];
};

const spanMs = 30 * 86_400_000;
/** How many bookings are looked at. */
export const mostDryRunBookings = 5_000;
const pageSize = 500;

/**
 * What a workflow as it is being written would have sent over the bookings of the last 30 days, as they are on record
 * now. It refuses what saving would refuse, and writes nothing.
 * @throws ServiceError as `createWorkflow` and `updateWorkflow`.
 */
export async function dryRunWorkflow(
  ctx: ServiceContext,
  change: z.output<typeof dryRunInputSchema>,
  most = mostDryRunBookings,
): Promise<DryRun> {
  const ownerId = requireUserId(ctx.actor);
  const { workflow, activeOn } = await proposeChange(ctx, ownerId, change);
  const until = ctx.clock.now();
  const since = new Date(until.getTime() - spanMs);
  const found = await findOccasions(ctx, workflow.trigger, { ownerId, since, until, limit: most + 1 });
  const isAsIfOn = activeOn.kind === "off";
  const inPlace: WorkflowInPlace = { workflow, activeOn: isAsIfOn ? { kind: "all" } : activeOn };
  const cases = await casesOf(ctx, found.slice(0, most), inPlace);
  const rules: DryRunRules = {
    workflow,
    smsCountries: ctx.installation.smsCountries,
    optedOut: await findOptedOut(ctx.db, ownerId),
    prices: ctx.installation.smsPrices,
    provider: phoneProviderFor(ctx.providers, "sms").name,
    publicUrl: ctx.publicUrl,
  };
  const { applied, steps, examples } = dryRun(cases, rules);
  return {
    since: since.toISOString(),
    until: until.toISOString(),
    bookingCount: Math.min(found.length, most),
    isCut: found.length > most,
    isAsIfOn,
    applied,
    sent: steps.reduce((sum, step) => sum + step.sent + step.mailedInstead, 0),
    segments: steps.reduce((sum, step) => sum + step.segments, 0),
    cost: steps.reduce<CostEstimate | null>(
      (sum, { cost }) => (sum && cost ? addCosts(sum, cost) : (cost ?? sum)),
      null,
    ),
    steps,
    examples: examples.map((example) => ({
      ...example,
      startsAt: example.startsAt.toISOString(),
      dueAt: example.dueAt.toISOString(),
    })),
  };
}

const occasionOfAction: Record<string, BookingOccasion> = {
  "booking.created": "created",
  "booking.requested": "requested",
  "booking.confirmed": "confirmed",
  "booking.declined": "declined",
  "booking.rescheduled": "rescheduled",
  "booking.cancelled": "cancelled",
  "booking.attendee_absent": "attendee_no_show",
  "booking.host_absent": "host_no_show",
};

async function findOccasions(
  { db }: ServiceContext,
  trigger: WorkflowTrigger,
  span: { ownerId: number; since: Date; until: Date; limit: number },
): Promise<PastOccasion[]> {
  if (isTimed(trigger)) return findPastMeetings(db, span);
  const actions = Object.entries(occasionOfAction)
    .filter(([, occasion]) => setsOff(occasion, trigger))
    .map(([action]) => action);
  return findPastOccasions(db, { ...span, actions });
}

async function casesOf(
  { db }: ServiceContext,
  occasions: readonly PastOccasion[],
  inPlace: WorkflowInPlace,
): Promise<DryRunCase[]> {
  const cases: DryRunCase[] = [];
  for (let start = 0; start < occasions.length; start += pageSize) {
    const page = occasions.slice(start, start + pageSize);
    const ids = [...new Set(page.map(({ bookingId }) => bookingId))];
    const records = new Map((await findBookings(db, ids)).map((record) => [record.booking.id, record]));
    for (const { bookingId, action, at } of page) {
      const record = records.get(bookingId);
      const occasion = occasionOfAction[action];
      if (!record || !occasion || !isInForce(inPlace, record.booking)) continue;
      cases.push({ occasion, at, booking: factsOf(record) });
    }
  }
  return cases;
}
