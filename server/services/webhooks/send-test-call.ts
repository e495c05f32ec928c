import { and, eq } from "drizzle-orm";
import { workflowStepSecrets, workflowSteps, workflows } from "@/db/schema/workflows";
import { exampleWebhookBooking } from "@/server/domain/webhooks/example-webhook-booking";
import { stepCallBody } from "@/server/domain/webhooks/step-call-body";
import type { TestCallInput } from "@/server/domain/webhooks/test-call-input";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { workflowSurroundings } from "@/server/services/workflows/workflow-surroundings";
import { requireCallable } from "./require-callable";
import { secretPurpose } from "./secret-purpose";
import { type TestCallReport, testCallReport } from "./test-call-report";

/**
 * Calls an address once with a made-up booking, as the step of a workflow would, and tells what came back. It is no
 * message: nothing is recorded and nothing is tried again.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; BAD_REQUEST for an address that isn't called.
 */
export async function sendTestCall(ctx: ServiceContext, input: TestCallInput): Promise<TestCallReport> {
  const ownerId = requireUserId(ctx.actor);
  await requireCallable(ctx, input.url, "url");
  const secret = input.secret === undefined ? await secretOfStep(ctx, ownerId, input.stepId) : input.secret;
  const { example } = await workflowSurroundings(ctx, ctx.db, ownerId);
  const caller = { id: null, name: "Test call", stepNumber: 1 };
  const id = ctx.random.uuid();
  const outcome = await ctx.providers.webhook.send({
    url: input.url,
    body: stepCallBody(caller, exampleWebhookBooking(example), ctx.clock.now()),
    contentType: "application/json",
    secret,
    deliveryId: id,
    attemptId: id,
    requestId: ctx.requestId,
  });
  return testCallReport(outcome, secret !== null);
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
  return row ? ctx.secrets.open(row.sealedSecret, secretPurpose(ownerId)) : null;
}
