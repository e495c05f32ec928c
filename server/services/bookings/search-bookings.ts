import { z } from "zod";
import { findBookings } from "@/db/queries/booking-queries";
import {
  bookingFilterStatuses,
  bookingSortKeys,
  searchBookings as search,
} from "@/db/queries/booking-search-queries";
import { findMessagesOf } from "@/db/queries/message-queries";
import { emailSchema } from "@/server/domain/bookings/create-booking-input";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { cursorOf, placeOf } from "./booking-cursor";
import { type BookingView, bookingView } from "./booking-view";
import { bookingUidSchema } from "./get-booking";

const instantSchema = z.iso
  .datetime({ offset: true, error: "must be an ISO 8601 date and time with Z or an offset" })
  .transform((text) => new Date(text));

export const searchBookingsInputSchema = z.object({
  /** Bookings that fit any of these; all when absent. */
  statuses: z.array(z.enum(bookingFilterStatuses)).min(1).optional(),
  attendeeEmail: emailSchema.optional(),
  /** Part of an attendee's name, in any case. */
  attendeeName: z.string().trim().max(100, "must be at most 100 characters").optional(),
  /** In E.164. */
  attendeePhoneNumber: z.string().max(20, "must be a number in E.164, such as +14155552671").optional(),
  uid: bookingUidSchema.optional(),
  eventTypeIds: z.array(rowIdSchema).min(1).max(500).optional(),
  startsFrom: instantSchema.optional(),
  endsUntil: instantSchema.optional(),
  createdFrom: instantSchema.optional(),
  createdUntil: instantSchema.optional(),
  updatedFrom: instantSchema.optional(),
  updatedUntil: instantSchema.optional(),
  /** By the first, then by the second; by start, ascending, when absent. */
  sorts: z
    .array(z.object({ by: z.enum(bookingSortKeys), direction: z.enum(["asc", "desc"]) }))
    .max(4)
    .default([]),
  skip: z.int().min(0).max(1_000_000).default(0),
  take: z.int().min(1).max(250).default(100),
  /** The `nextCursor` of the page before; the order must be the same. */
  cursor: z.string().max(500).optional(),
});

export type FoundBookings = {
  bookings: BookingView[];
  total: number;
  /** How many come before this page. */
  skipped: number;
  /** Leads to the next page, whatever is booked or cancelled meanwhile; null on the last. */
  nextCursor: string | null;
};

/**
 * A page of the organizer's own bookings that fit a filter, whole, and how many fit it on all pages.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer; BAD_REQUEST for a cursor of another order, or
 * one that isn't of these lists.
 */
export async function searchBookings(
  ctx: ServiceContext,
  { sorts, skip, take, cursor, ...filter }: z.output<typeof searchBookingsInputSchema>,
): Promise<FoundBookings> {
  const ownerId = requireUserId(ctx.actor);
  const scope = { ...filter, ownerId, now: ctx.clock.now() };
  const after = cursor === undefined ? null : placeOf(cursor, sorts);
  const { ids, total, skipped, last } = await search(ctx.db, scope, { sorts, skip, take, after });
  const [records, messages] = await Promise.all([findBookings(ctx.db, ids), findMessagesOf(ctx.db, ids)]);
  return {
    bookings: records.map((record) => bookingView(record, messages.get(record.booking.id) ?? [])),
    ...{ total, skipped },
    nextCursor: last && cursorOf(last, sorts),
  };
}
