import { z } from "zod";
import { ServiceError } from "@/server/platform/service-error";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";

const usualMinutes = 5;

export const holdMinutesSchema = z
  .int("must be a whole number of minutes")
  .min(1, "must be at least 1")
  .max(1440, "must be at most 1440");

/**
 * Until when a time of a host is held: for the usual minutes, or for as long as the host says.
 * @throws ServiceError UNAUTHORIZED or FORBIDDEN when anyone else says how long.
 */
export function holdExpiry(ctx: ServiceContext, hostId: number, wantedMinutes: number | undefined): Date {
  if (wantedMinutes !== undefined) requireHost(ctx, hostId);
  return new Date(ctx.clock.now().getTime() + (wantedMinutes ?? usualMinutes) * 60_000);
}

function requireHost(ctx: ServiceContext, hostId: number): void {
  const userId = actingUserId(ctx.actor);
  if (userId === hostId) return;
  const field = "holdMinutes";
  if (userId === null) {
    const message =
      "reservationDuration can only be used for authenticated requests - use access token, api key or OAuth credentials";
    throw new ServiceError("UNAUTHORIZED", message, { field, reason: "not_signed_in" });
  }
  const message = "reservationDuration can only be used by the owner of the event type.";
  throw new ServiceError("FORBIDDEN", message, { field, reason: "host_only" });
}
