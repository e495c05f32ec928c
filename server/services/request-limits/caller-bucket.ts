import type { ServiceContext } from "@/server/services/service-context";

/** What is counted, and for whom: the key, the organizer, or else the address that asks. */
export function callerBucket(
  counted: "api" | "pages" | "bookings" | "attendees",
  { actor, askedFrom }: Pick<ServiceContext, "actor" | "askedFrom">,
): string {
  if (actor.kind === "api_key") return `${counted}:key:${actor.keyId}`;
  if (actor.kind === "organizer") return `${counted}:organizer:${actor.userId}`;
  return `${counted}:address:${askedFrom ?? "unknown"}`;
}
