import { RestError } from "../rest-error";

// Words of the API that Punctual's callers know, where it has any for a case that always arises here.
const refusals: Readonly<Record<string, string>> = {
  instant: "Instant bookings are only supported for team event types, not individual user event types.",
  routing: "routing is only for team event types, of which there are none; leave it out.",
  emailVerificationCode:
    "emailVerificationCode is only for event types that verify e-mail addresses, of which there are none; leave it out.",
  allowConflicts: "allowConflicts is not supported; leave it out.",
  allowBookingOutOfBounds: "allowBookingOutOfBounds is not supported; leave it out.",
  skipBookingLimits: "skipBookingLimits is not supported; leave it out.",
  teamId: "There are no teams; leave teamId out.",
  teamsIds: "There are no teams; leave teamsIds out.",
  usernames: "usernames is not supported; list the slots of one event type instead.",
  // Of older versions.
  orgSlug: "There are no organizations; leave orgSlug out.",
  isTeamEvent: "There are no teams; leave isTeamEvent out.",
  routedTeamMemberIds: "There are no teams; leave routedTeamMemberIds out.",
  teamMemberEmail: "There are no teams; leave teamMemberEmail out.",
  routingFormResponseId: "There are no routing forms; leave routingFormResponseId out.",
  reroutingFormResponses: "There are no routing forms; leave reroutingFormResponses out.",
  crmAppSlug: "crmAppSlug is not supported; leave it out.",
  hashedLink: "hashedLink is not supported; leave it out.",
  hasHashedBookingLink: "hasHashedBookingLink is not supported; leave it out.",
  noEmail: "noEmail is not supported: every message that a booking owes is sent. Leave it out.",
  _isDryRun: "_isDryRun is not supported: what is asked for is done. Leave it out.",
};

/** How the API's description speaks of such an option. */
export const notServed = { deprecated: true, description: "Known elsewhere and not served: leave it out." };

/**
 * Refuses options that callers know and Punctual doesn't serve, rather than act as if they hadn't been given.
 * @throws RestError 400 that names the first one.
 */
export function refuseUnserved(input: Readonly<Record<string, unknown>>): void {
  for (const [field, message] of Object.entries(refusals)) {
    const value = input[field];
    if (value === undefined || value === null || value === false || value === "") continue;
    throw new RestError(400, message, { field, reason: "option_not_served" });
  }
}
