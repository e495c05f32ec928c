import type { Queryable } from "@/db/client";
import { type EventTypeWithHost, findEventType } from "@/db/queries/event-type-queries";
import type { EventTypeReferenceInput } from "@/server/domain/bookings/create-booking-input";
import { actingUserId, type ServiceContext } from "@/server/services/service-context";
import { eventTypeLookup } from "./event-type-lookup";
import { eventTypeNotFound, eventTypeOrUserNotFound, privateLinkInvalid } from "./event-type-not-found";

/**
 * The event type that a caller may see and book: an unlisted one as well, but one that asks for a private link
 * only by a valid link, for its owner, or for whoever moves a booking of it.
 * @throws ServiceError NOT_FOUND when there is none, or the link is not valid (any more).
 */
export async function findOfferedEventType(
  ctx: ServiceContext,
  db: Queryable,
  reference: EventTypeReferenceInput,
  movedUid?: string,
): Promise<EventTypeWithHost> {
  const found = await findEventType(db, eventTypeLookup(reference), movedUid);
  if (!found) throw await eventTypeOrUserNotFound(db, reference);
  if ("privateLinkToken" in reference) {
    if (!isUsable(found.privateLink, ctx.clock.now())) throw privateLinkInvalid();
  } else if (found.eventType.requiresPrivateLink && !mayDoWithoutLink(ctx, found)) {
    throw eventTypeNotFound(reference);
  }
  return found;
}

function isUsable(link: EventTypeWithHost["privateLink"], now: Date): boolean {
  if (link === null || link.revokedAt !== null) return false;
  if (link.expiresAt !== null && link.expiresAt <= now) return false;
  return !link.singleUse || link.useCount === 0;
}

function mayDoWithoutLink(ctx: ServiceContext, { eventType, host, moved }: EventTypeWithHost): boolean {
  return actingUserId(ctx.actor) === host.id || moved?.eventTypeId === eventType.id;
}
