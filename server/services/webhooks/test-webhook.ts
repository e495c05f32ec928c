import { bookingPayload } from "@/server/domain/webhooks/booking-payload";
import { deliveryBody } from "@/server/domain/webhooks/delivery-body";
import { exampleWebhookBooking } from "@/server/domain/webhooks/example-webhook-booking";
import { ServiceError } from "@/server/platform/service-error";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { workflowSurroundings } from "@/server/services/workflows/workflow-surroundings";
import { requireCallable } from "./require-callable";
import { requireWebhook } from "./require-webhook";
import { secretPurpose } from "./secret-purpose";
import { type TestCallReport, testCallReport } from "./test-call-report";

/**
 * Calls a webhook once with a made-up booking, as the first thing that it is told of, and tells what came back. It is
 * no delivery: nothing is recorded and nothing is tried again.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; NOT_FOUND for a webhook that isn't theirs;
 * BAD_REQUEST for an address that isn't called any more; CONFLICT for a secret that can't be read any more.
 */
export async function testWebhook(ctx: ServiceContext, { id }: { id: string }): Promise<TestCallReport> {
  const ownerId = requireUserId(ctx.actor);
  const webhook = await requireWebhook(ctx.db, ownerId, { id });
  const { subscriberUrl: url, sealedSecret, payloadTemplate: template } = webhook;
  await requireCallable(ctx, url, "subscriberUrl");
  const secret = sealedSecret && ctx.secrets.open(sealedSecret, secretPurpose(ownerId));
  if (sealedSecret !== null && secret === null) {
    throw new ServiceError("CONFLICT", "The signing secret can't be read any more. Set it anew.", {
      field: "secret",
      reason: "secret_unreadable",
    });
  }
  const { example } = await workflowSurroundings(ctx, ctx.db, ownerId);
  const [trigger = "BOOKING_CREATED"] = webhook.triggers;
  const payload = bookingPayload(exampleWebhookBooking(example));
  const attemptId = ctx.random.uuid();
  const outcome = await ctx.providers.webhook.send({
    url,
    ...deliveryBody(trigger, payload, { template, now: ctx.clock.now() }),
    secret,
    deliveryId: attemptId,
    attemptId,
    requestId: ctx.requestId,
  });
  return testCallReport(outcome, secret !== null);
}
