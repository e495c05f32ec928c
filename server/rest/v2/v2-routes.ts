import type { RestRoute } from "../define-route";
import { bookingDetailRoutes } from "./booking-details";
import { bookingRoutes } from "./bookings";
import { reservationRoutes } from "./reservations";
import { slotRoutes } from "./slots";

/** Every operation of the API. */
export const v2Routes: readonly RestRoute[] = [
  ...bookingRoutes,
  ...bookingDetailRoutes,
  ...slotRoutes,
  ...reservationRoutes,
];
