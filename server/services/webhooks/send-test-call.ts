import { and, eq } from "drizzle-orm";
import { findBooking } from "@/db/queries/booking-queries";
import { workflowStepSecrets, workflowSteps, workflows } from "@/db/schema/workflows";
import type { WebhookBooking } from "@/server/domain/webhooks/booking-payload";
import { exampleWebhookBooking } from "@/server/domain/webhooks/example-webhook-booking";
import { stepCallBody } from "@/server/domain/webhooks/step-call-body";
import type { TestCallInput } from "@/server/domain/webhooks/test-call-input";
import { ServiceError } from "@/server/platform/service-error";
import { bookingNotFound } from "@/server/services/bookings/booking-not-found";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { workflowSurroundings } from "@/server/services/workflows/workflow-surroundings";
import { requireCallable } from "./require-callable";
import { secretPurpose } from "./secret-purpose";
import { type TestCallReport, testCallReport } from "./test-call-report";
import { webhookBookingOf } from "./webhook-booking-of";

/**
 * Calls an address once as the step of a workflow would, with one of the organizer's bookings or a made-up one, marked
 * as a test, and tells what came back. It is no message: nothing is recorded and nothing is tried again.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; BAD_REQUEST for an address that isn't called;
 * NOT_FOUND for a booking that isn't theirs; CONFLICT for a secret that can't be read any more.
 */
export async function sendTestCall(ctx: ServiceContext, input: TestCallInput): Promise<TestCallReport> {
  const ownerId = requireUserId(ctx.actor);
  await requireCallable(ctx, input.url, "url");
  const secret = input.secret === undefined ? await secretOfStep(ctx, ownerId, input.stepId) : input.secret;
  const booking = await bookingToTellOf(ctx, ownerId, input.bookingUid);
  const { workflowName, stepNumber } = input;
  const caller = { id: null, name: workflowName || "Test call", stepNumber, isTest: true };
  const id = ctx.random.uuid();
  const outcome = await ctx.providers.webhook.send({
    url: input.url,
    body: stepCallBody(caller, booking, ctx.clock.now()),
    contentType: "application/json",
    secret,
    deliveryId: id,
    attemptId: id,
    requestId: ctx.requestId,
  });
  return testCallReport(outcome, secret !== null);
}

async function bookingToTellOf(
  ctx: ServiceContext,
  ownerId: number,
  uid: string | null | undefined,
): Promise<WebhookBooking> {
  if (!uid) {
    const { example } = await workflowSurroundings(ctx, ctx.db, ownerId);
    return exampleWebhookBooking(example);
  }
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== ownerId) throw bookingNotFound(uid);
  return webhookBookingOf(ctx.db, record);
}

async function secretOfStep(
  ctx: ServiceContext,
  ownerId: number,
  stepId: number | undefined,
): Promise<string | null> {
  if (stepId === undefined) return null;
  const [row] = await ctx.db
    .select({ sealedSecret: workflowStepSecrets.sealedSecret })
    .from(workflowStepSecrets)
    .innerJoin(workflowSteps, eq(workflowSteps.id, workflowStepSecrets.stepId))
    .innerJoin(workflows, eq(workflows.id, workflowSteps.workflowId))
    .where(and(eq(workflowSteps.id, stepId), eq(workflows.ownerId, ownerId)));
  if (!row) return null;
  const secret = ctx.secrets.open(row.sealedSecret, secretPurpose(ownerId));
  if (secret !== null) return secret;
  throw new ServiceError("CONFLICT", "The signing secret can't be read any more. Set it anew.", {
    field: "secret",
    reason: "secret_unreadable",
  });
}
