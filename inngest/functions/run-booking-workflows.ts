import {
  bookingCancelled,
  bookingConfirmed,
  bookingCreated,
  bookingDeclined,
  bookingNoShowUpdated,
  bookingRequested,
  bookingRescheduled,
  bookingUpdated,
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
        bookingUpdated,
        bookingNoShowUpdated,
      ],
    },
    async ({ event, runId }) => {
      const { bookingId, requestId } = event.data;
      const ctx = runtime.systemContext(requestId);
      const armed = await armBookingMessages(ctx, bookingId);
      ctx.logger.info({ requestId, runId, bookingId, armed }, "messages armed");
      return { armed };
    },
  );
}
