import { bookingPayload, type WebhookBooking } from "./booking-payload";

type Caller = {
  id: number | null;
  name: string;
  stepNumber: number;
  /** Marks a call that only tries the receiver, so that nothing real is done about it. */
  isTest?: boolean;
};

/** What the step of a workflow says when it calls a webhook. */
export function stepCallBody(workflow: Caller, booking: WebhookBooking, now: Date): string {
  const { id, name, stepNumber, isTest = false } = workflow;
  return JSON.stringify({
    triggerEvent: "WORKFLOW_STEP",
    createdAt: now.toISOString(),
    ...(isTest && { test: true }),
    workflow: { id, name, step: stepNumber },
    payload: bookingPayload(booking),
  });
}

/** A call's body as people read JSON. */
export function readableCallBody(body: string): string {
  return JSON.stringify(JSON.parse(body), null, 2);
}
