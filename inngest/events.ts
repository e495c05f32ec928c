import { eventType } from "inngest";
import { eventSchemas } from "@/server/domain/events/event-schemas";

export const bookingCreated = eventType("booking/created", { schema: eventSchemas["booking/created"] });
export const bookingRequested = eventType("booking/requested", { schema: eventSchemas["booking/requested"] });
export const bookingConfirmed = eventType("booking/confirmed", { schema: eventSchemas["booking/confirmed"] });
export const bookingDeclined = eventType("booking/declined", { schema: eventSchemas["booking/declined"] });
export const bookingRescheduled = eventType("booking/rescheduled", {
  schema: eventSchemas["booking/rescheduled"],
});
export const bookingCancelled = eventType("booking/cancelled", { schema: eventSchemas["booking/cancelled"] });
export const bookingUpdated = eventType("booking/updated", { schema: eventSchemas["booking/updated"] });
export const bookingNoShowUpdated = eventType("booking/no-show.updated", {
  schema: eventSchemas["booking/no-show.updated"],
});
export const workflowChanged = eventType("workflow/changed", { schema: eventSchemas["workflow/changed"] });
export const webhookDeliveryRequested = eventType("webhook/delivery.requested", {
  schema: eventSchemas["webhook/delivery.requested"],
});
export const webhookDisabled = eventType("webhook/disabled", { schema: eventSchemas["webhook/disabled"] });
export const messageArmed = eventType("message/armed", { schema: eventSchemas["message/armed"] });
export const messageDue = eventType("message/due", { schema: eventSchemas["message/due"] });
