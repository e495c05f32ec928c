import type { RequestAllowance } from "@/server/platform/request-allowance";
import type { ServiceContext } from "@/server/services/service-context";
import { callerBucket } from "./caller-bucket";
import { countRequest } from "./count-request";

/**
 * Counts a request against what its key, its organizer or else its address may ask for in a minute; null where nothing
 * is limited. A key's requests count together, whichever mount they come to. It never refuses: the transport does, and says what is left either way.
 */
export async function admitRequest(ctx: ServiceContext): Promise<RequestAllowance | null> {
  const limits = ctx.installation.requestLimits;
  if (!limits) return null;
  const isKey = ctx.actor.kind === "api_key";
  const isPage = !isKey && (ctx.door === "web" || ctx.door === "organizer");
  const perApiCaller = isKey ? limits.perKey : limits.perAddress;
  return countRequest(ctx, {
    bucket: callerBucket(isPage ? "pages" : "api", ctx),
    limit: isPage ? limits.ofPages : perApiCaller,
    windowSeconds: 60,
  });
}
