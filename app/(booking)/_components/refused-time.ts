import { TRPCClientError } from "@trpc/client";
import { reasonOf } from "./reason-of";

/** Why a chosen time can't be booked, and the next that can, as far as the server knew any. */
export type RefusedTime = { message: string; alternatives: string[] };

type RefusalData = {
  field?: string;
  reason?: string;
  data?: { alternatives?: { startsAt: string }[] };
};

const words: Readonly<Record<string, string>> = {
  slot_taken: "Somebody else just took that time.",
  slot_reserved: "Somebody else is booking that time right now.",
  no_seats_left: "The last seat at that time was just taken.",
  occurrences_not_free: "Not all dates of the series are free from that time on.",
  past: "That time has passed.",
  minimum_notice: "That time is too soon now.",
  limit_reached: "No more bookings are taken around that time.",
  out_of_office: "There are no hours at that time any more.",
  outside_availability: "There are no hours at that time any more.",
};

/** What a failed call says about the chosen time, or null when it failed for another reason. */
export function refusedTime(error: unknown): RefusedTime | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { field, reason = "", data }: RefusalData = error.data ?? {};
  if (field !== "start") return null;
  return {
    message: words[reason] ?? "That time can’t be booked any more.",
    alternatives: (data?.alternatives ?? []).map(({ startsAt }) => startsAt),
  };
}

/**
 * What a failed attempt to hold the chosen time says about it. To a booking that is being moved only another's hold
 * matters: the rest may be its own doing.
 */
export function refusedHold(error: unknown, isMove: boolean): RefusedTime | null {
  return isMove && reasonOf(error) !== "slot_reserved" ? null : refusedTime(error);
}
