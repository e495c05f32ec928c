import { z } from "zod";
import {
  type BookingRow,
  type BookingTab,
  bookingTabs,
  countBookings,
  findAttendeesOf,
  findBookingsOfTab,
  findMessageFactsOf,
} from "@/db/queries/booking-list-queries";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import type { Door } from "@/server/domain/bookings/door";
import { type MessagesSummary, summarizeMessages } from "@/server/domain/workflows/summarize-messages";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export const listBookingsInputSchema = z.object({
  tab: z.enum(bookingTabs).default("upcoming"),
  /** Part of an attendee's name, address or number. */
  search: z.string().trim().max(100, "must be at most 100 characters").default(""),
  skip: z.int().min(0).max(1_000_000).default(0),
  take: z.int().min(1).max(100).default(20),
});

export type BookingListItem = {
  uid: string;
  status: BookingStatus;
  title: string;
  startsAt: string;
  endsAt: string;
  location: string;
  door: Door;
  eventType: { id: number; slug: string; title: string };
  attendees: { name: string; email: string | null; phoneNumber: string | null }[];
  attendanceConfirmedAt: string | null;
  cancellationReason: string | null;
  messages: MessagesSummary;
};

export type BookingList = {
  items: BookingListItem[];
  /** How many there are in each list under this search, however many are on this page. */
  counts: Record<BookingTab, number>;
};

/**
 * A page of the organizer's own bookings, with how their messages stand.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function listBookings(
  ctx: ServiceContext,
  input: z.output<typeof listBookingsInputSchema>,
): Promise<BookingList> {
  const ownerId = requireUserId(ctx.actor);
  const now = ctx.clock.now();
  const scope = { ownerId, now, search: input.search };
  const [counts, rows] = await Promise.all([
    countBookings(ctx.db, scope),
    findBookingsOfTab(ctx.db, scope, input),
  ]);
  return { items: await bookingListItems(ctx, rows), counts };
}

/** Rows of bookings with their people and how their messages stand, in the given order. */
export async function bookingListItems(ctx: ServiceContext, rows: BookingRow[]): Promise<BookingListItem[]> {
  const ids = rows.map(({ booking }) => booking.id);
  const [people, facts] = await Promise.all([findAttendeesOf(ctx.db, ids), findMessageFactsOf(ctx.db, ids)]);
  const now = ctx.clock.now();
  return rows.map(({ booking, eventType }) => ({
    uid: booking.uid,
    status: booking.status,
    title: booking.title,
    startsAt: booking.startsAt.toISOString(),
    endsAt: booking.endsAt.toISOString(),
    location: booking.location,
    door: booking.door,
    eventType,
    attendees: (people.get(booking.id) ?? []).map(({ name, email, phoneNumber }) => ({
      name,
      email,
      phoneNumber,
    })),
    attendanceConfirmedAt: booking.attendanceConfirmedAt?.toISOString() ?? null,
    cancellationReason: booking.cancellationReason,
    messages: summarizeMessages(facts.get(booking.id) ?? [], now),
  }));
}
