import {
  bookingCancelled,
  bookingConfirmed,
  bookingCreated,
  bookingDeclined,
  bookingRequested,
  bookingRescheduled,
} from "@/inngest/events";
import type { FunctionRuntime } from "@/inngest/function-runtime";
import { armBookingMessages } from "@/server/services/messages/arm-messages";

/** Arms what a changed booking owes within the arming horizon; those due now are on their way at once. */
export function runBookingWorkflows(runtime: FunctionRuntime) {
  return runtime.inngest.createFunction(
    {
      id: "run-booking-workflows",
      name: "Run booking workflows",
      triggers: [
        bookingCreated,
        bookingRequested,
        bookingConfirmed,
        bookingDeclined,
        bookingRescheduled,
        bookingCancelled,
      ],
    },
    async ({ event, step }) => {
      const { bookingId, requestId } = event.data;
      return step.run("arm-messages", async () => ({
        armed: await armBookingMessages(runtime.systemContext(requestId), bookingId),
      }));
    },
  );
}
