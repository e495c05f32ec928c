import type { RefusalReason } from "@/server/domain/scheduling/check-slot";
import { ServiceError } from "@/server/platform/service-error";

const notOffered = `The event type can't be booked at the "start" time provided.`;

const refusals: Record<RefusalReason, string> = {
  past: "Attempting to book a meeting in the past.",
  busy: "User either already has booking at this time or is not available",
  no_seats_left: "There are no seats left at this time.",
  minimum_notice: `${notOffered} It is too soon: the event type asks for more notice.`,
  outside_booking_window: `${notOffered} It lies outside the dates that can be booked.`,
  outside_availability: `${notOffered} It lies outside the host's hours.`,
  out_of_office: `${notOffered} The host is out of office then.`,
  not_on_grid: `${notOffered} It is not one of the start times offered; list the slots to see them.`,
  limit_reached: `${notOffered} The host takes no more bookings in that period.`,
  not_first_slot_of_day: `${notOffered} Only the first free time of a day is offered.`,
};

/** The error for a time that is not offered, in the words that callers of the API know. */
export function slotRefused(reason: RefusalReason): ServiceError {
  return new ServiceError("BAD_REQUEST", refusals[reason], { field: "start", reason: reasonCode(reason) });
}

export type RefusedOccurrence = { startMs: number; reason: RefusalReason };

/** The error for a series of which some dates are not offered: it names each with its reason. */
export function occurrencesRefused(refused: readonly RefusedOccurrence[]): ServiceError {
  const dates = refused.map(({ startMs }) => new Date(startMs).toISOString());
  return new ServiceError(
    "BAD_REQUEST",
    `These dates of the series can't be booked, so that none was: ${dates.join(", ")}.`,
    {
      field: "start",
      reason: "occurrences_not_free",
      data: {
        occurrences: refused.map(({ reason }, index) => ({
          startsAt: dates[index],
          reason: reasonCode(reason),
        })),
      },
    },
  );
}

function reasonCode(reason: RefusalReason): string {
  return reason === "busy" ? "slot_taken" : reason;
}
