import { tooManyRequests } from "@/server/platform/too-many-requests";
import type { ServiceContext } from "@/server/services/service-context";
import { callerBucket } from "./caller-bucket";
import { countRequest } from "./count-request";

/**
 * Counts an attempt to book without a credential against what its address may try in a minute, through whichever door.
 * Bookings of organizers and their keys are counted with their other requests alone.
 * @throws ServiceError TOO_MANY_REQUESTS that says when to try again.
 */
export async function admitAnonymousBooking(ctx: ServiceContext): Promise<void> {
  const limits = ctx.installation.requestLimits;
  if (!limits || ctx.actor.kind !== "anonymous") return;
  const allowance = await countRequest(ctx, {
    bucket: callerBucket("bookings", ctx),
    limit: limits.anonymousBookings,
    windowSeconds: 60,
  });
  if (allowance.isExceeded) throw tooManyRequests(allowance);
}
