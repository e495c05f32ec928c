import type { RestRoute } from "../define-route";
import { apiKeyRoutes } from "./api-keys";
import { bookingAttendeeRoutes } from "./booking-attendees";
import { bookingDetailRoutes } from "./booking-details";
import { bookingMessageRoutes } from "./booking-messages";
import { bookingRoutes } from "./bookings";
import { eventTypeRoutes } from "./event-types";
import { meRoutes } from "./me";
import { olderBookingRoutes } from "./older-bookings";
import { olderSlotRoutes } from "./older-slots";
import { outOfOfficeRoutes } from "./out-of-office";
import { reservationRoutes } from "./reservations";
import { scheduleRoutes } from "./schedules";
import { slotRoutes } from "./slots";
import { teamWorkflowRoutes } from "./team-workflows";
import { webhookRoutes } from "./webhooks";
import { workflowPreviewRoutes } from "./workflow-preview";
import { workflowRoutes } from "./workflows";

/** Every operation of the API. */
export const v2Routes: readonly RestRoute[] = [
  ...bookingRoutes,
  ...bookingAttendeeRoutes,
  ...bookingDetailRoutes,
  ...bookingMessageRoutes,
  ...olderBookingRoutes,
  ...slotRoutes,
  ...reservationRoutes,
  ...olderSlotRoutes,
  ...workflowRoutes,
  ...workflowPreviewRoutes,
  ...teamWorkflowRoutes,
  ...eventTypeRoutes,
  ...scheduleRoutes,
  ...meRoutes,
  ...outOfOfficeRoutes,
  ...apiKeyRoutes,
  ...webhookRoutes,
];
