import { RestError } from "../rest-error";

type UnservedPath = { path: RegExp; why: string };

const noTeams = "There are no teams here.";
const keptElsewhere = "Calendars and conferencing accounts of others are not connected here.";
const noOauth = "Authenticate with an API key.";

/** What callers of this API know and Punctual doesn't do, with what to do instead. Routes that are served go first. */
const unservedPaths: readonly UnservedPath[] = [
  { path: /^\/bookings\/[^/]+\/reassign(\/|$)/, why: `Only meetings of teams are reassigned. ${noTeams}` },
  { path: /^\/bookings\/[^/]+\/request-reschedule$/, why: "Move the booking, or cancel it with a reason." },
  { path: /^\/bookings\/instant$/, why: `Only teams take instant bookings. ${noTeams}` },
  { path: /^\/(teams|organizations|routing-forms)(\/|$)/, why: noTeams },
  { path: /^\/(oauth|oauth2|oauth-clients|provider)(\/|$)/, why: noOauth },
  { path: /^\/(calendars|destination-calendars|selected-calendars|gcal)(\/|$)/, why: keptElsewhere },
  { path: /^\/(conferencing|stripe)(\/|$)/, why: keptElsewhere },
  { path: /^\/verified-resources(\/|$)/, why: "Addresses and numbers are verified in Punctual." },
];

/** The refusal of an operation that callers know and that isn't served, or null for any other. */
export function unservedAt(method: string, path: string): RestError | null {
  const found = unservedPaths.find((each) => each.path.test(path));
  if (!found) return null;
  return new RestError(501, `${method} /v2${path} is not served. ${found.why}`, {
    reason: "operation_not_served",
  });
}
