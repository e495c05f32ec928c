import { tooManyRequests } from "@/server/platform/too-many-requests";
import type { ServiceContext } from "@/server/services/service-context";
import { callerBucket } from "./caller-bucket";
import { countRequest } from "./count-request";

/** Source: the contract's limit on adding attendees. */
const mostInAMinute = 5;

/**
 * Counts a request to add an attendee against what its caller may add in a minute, through whichever door: each may
 * send a mail to an address that the caller names.
 * @throws ServiceError TOO_MANY_REQUESTS that says when to try again.
 */
export async function admitNewAttendee(ctx: ServiceContext): Promise<void> {
  if (!ctx.installation.requestLimits) return;
  const allowance = await countRequest(ctx, {
    bucket: callerBucket("attendees", ctx),
    limit: mostInAMinute,
    windowSeconds: 60,
  });
  if (allowance.isExceeded) throw tooManyRequests(allowance);
}
