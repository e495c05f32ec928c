import { ServiceError } from "@/server/platform/service-error";
import { type Actor, actingUserId } from "./service-context";

/**
 * The organizer that the actor acts for.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for none.
 */
export function requireUserId(actor: Actor): number {
  const userId = actingUserId(actor);
  if (userId === null) throw notSignedIn();
  return userId;
}

/**
 * The organizer who is signed in: for what a key must not do, since a key that got into wrong hands could then
 * outlive its own revocation.
 * @throws ServiceError UNAUTHORIZED for anyone else, FORBIDDEN for an API key.
 */
export function requireSignedInUserId(actor: Actor): number {
  if (actor.kind === "organizer") return actor.userId;
  if (actor.kind !== "api_key") throw notSignedIn();
  throw new ServiceError("FORBIDDEN", "Sign in to do this; an API key can't.", {
    reason: "session_required",
  });
}

function notSignedIn(): ServiceError {
  return new ServiceError("UNAUTHORIZED", "Sign in first.", { reason: "not_signed_in" });
}
