import type { EventTypeReference } from "@/db/queries/event-type-queries";
import type { EventTypeReferenceInput } from "@/server/domain/bookings/create-booking-input";
import { hashPrivateLinkToken } from "./private-link-token";

/** How to look up the event type that a caller names. */
export function eventTypeLookup(reference: EventTypeReferenceInput): EventTypeReference {
  if (!("privateLinkToken" in reference)) return reference;
  return { linkTokenHash: hashPrivateLinkToken(reference.privateLinkToken) };
}
