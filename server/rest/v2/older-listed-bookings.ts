import { z } from "zod";
import type { AppCaller } from "@/server/routers/app-router";
import { RestError } from "../rest-error";
import { listOf, statusSchema } from "./listed-bookings";
import { olderBookingData } from "./older-booking-data";
import { olderBookingDataSchema } from "./older-booking-data-schema";
import { queryIdSchema, queryInteger } from "./query-integer";
import { notServed } from "./refuse-unserved";

type SearchCall = Parameters<AppCaller["booking"]["search"]>[0];
type Found = Awaited<ReturnType<AppCaller["booking"]["search"]>>;

/** The query of GET /v2/bookings in the older versions. */
export const olderListQuerySchema = z.object({
  "filters[status]": statusSchema.default("upcoming"),
  "filters[eventTypeIds]": listOf(queryIdSchema).optional(),
  "filters[teamsIds]": z.string().optional().meta(notServed),
  "filters[userIds]": z.string().optional().meta(notServed),
  limit: queryInteger(1, 100).default(10),
  cursor: queryInteger(0, 1_000_000).default(0).meta({ description: "The `nextCursor` of the page before." }),
});

type ListQuery = z.output<typeof olderListQuerySchema>;

/** What an older query of GET /v2/bookings asks of the procedure: what is over comes latest first. */
export function olderSearchCall(query: ListQuery): SearchCall {
  for (const field of ["filters[teamsIds]", "filters[userIds]"] as const) {
    if (query[field] === undefined) continue;
    const message = `There are no teams; leave ${field} out.`;
    throw new RestError(400, message, { field, reason: "option_not_served" });
  }
  const status = query["filters[status]"];
  const isOver = status === "past" || status === "cancelled";
  return {
    statuses: [status],
    eventTypeIds: query["filters[eventTypeIds]"],
    sorts: [{ by: "start", direction: isOver ? "desc" : "asc" }],
    skip: query.cursor,
    take: query.limit,
  };
}

export const olderBookingListSchema = z.object({
  bookings: z.array(olderBookingDataSchema),
  recurringInfo: z
    .array(z.object({ recurringEventId: z.string(), count: z.int(), firstDate: z.iso.datetime() }))
    .meta({ description: "The series that bookings of this page are dates of." }),
  totalCount: z.int(),
  nextCursor: z.int().nullable().meta({ description: "Leads on as `cursor`; null on the last page." }),
});

/** A page of bookings as the older versions show it. */
export function olderBookingList(
  { bookings, total }: Found,
  { cursor, limit }: ListQuery,
): z.output<typeof olderBookingListSchema> {
  const series = new Map(bookings.flatMap(({ series }) => (series ? [[series.uid, series.startsAt]] : [])));
  return {
    bookings: bookings.map(olderBookingData),
    recurringInfo: [...series].flatMap(([recurringEventId, startsAt]) => {
      const [firstDate] = startsAt;
      return firstDate === undefined ? [] : [{ recurringEventId, count: startsAt.length, firstDate }];
    }),
    totalCount: total,
    nextCursor: cursor + limit < total ? cursor + limit : null,
  };
}
