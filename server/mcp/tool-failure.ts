import { z } from "zod";
import type { RestError } from "@/server/rest/rest-error";
import { sayList, sayMoment } from "./say-moment";

const alternativesSchema = z.object({
  alternatives: z.array(z.object({ startsAt: z.iso.datetime() })).min(1),
});
const busyReasons = ["slot_taken", "no_seats_left", "limit_reached", "minimum_notice", "not_on_grid"];
const keyHint =
  "This takes an API key: have this server's client send the header Authorization: Bearer cal_… with it.";

/** What went wrong and what to do about it, in sentences that an agent can act on or read out. */
export function toolFailure({ status, message, details }: RestError, timeZone: string): string {
  if (status === 401) return details.reason === "not_signed_in" ? keyHint : `${message}. ${keyHint}`;
  const { data: near } = alternativesSchema.safeParse(details);
  if (near) {
    const times = near.alternatives.map(({ startsAt }) => sayMoment(startsAt, timeZone));
    return `${ended(message)} The next free times in ${timeZone}: ${sayList(times)}.`;
  }
  const isBusy = busyReasons.includes(details.reason ?? "") || /can't be booked at/.test(message);
  return isBusy ? `${ended(message)} Ask find_slots for free times.` : ended(message);
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
