import { bookingPayload, type WebhookBooking } from "./booking-payload";

/** What the step of a workflow says when it calls a webhook. */
export function stepCallBody(
  workflow: { id: number | null; name: string; stepNumber: number },
  booking: WebhookBooking,
  now: Date,
): string {
  const { id, name, stepNumber } = workflow;
  return JSON.stringify({
    triggerEvent: "WORKFLOW_STEP",
    createdAt: now.toISOString(),
    workflow: { id, name, step: stepNumber },
    payload: bookingPayload(booking),
  });
}

/** A call's body as people read JSON. */
export function readableCallBody(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
