import { eq } from "drizzle-orm";
import { countStartingBetween, findBookingsOfTab } from "@/db/queries/booking-list-queries";
import { findTroubleAhead } from "@/db/queries/message-list-queries";
import { bookings } from "@/db/schema/bookings";
import { localDayAt, startOfLocalDay } from "@/server/domain/scheduling/local-day";
import { type BookingListItem, bookingListItems } from "@/server/services/bookings/list-bookings";
import { type MessageListItem, messageListItems } from "@/server/services/messages/list-messages";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { readAccount } from "./read-account";

/** A message that a booking owes. */
export type BookedMessage = MessageListItem & { booking: NonNullable<MessageListItem["booking"]> };

export type Overview = {
  /** How many meetings the organizer's day has, past ones of it included. */
  todayCount: number;
  /** The next meeting that is not over. */
  next: BookingListItem | null;
  /** Messages of meetings still to come that didn't get through, the next meeting first. */
  attention: { count: number; items: BookedMessage[] };
  hasBookings: boolean;
};

const mostAttentionItems = 3;

/**
 * What an organizer wants to know first: the day, the next meeting, and whom to tell by other means.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer.
 */
export async function readOverview(ctx: ServiceContext): Promise<Overview> {
  const ownerId = requireUserId(ctx.actor);
  const { timeZone } = await readAccount(ctx);
  const now = ctx.clock.now();
  const today = localDayAt(timeZone, now.getTime());
  const scope = { ownerId, now, search: "" };
  const [todayCount, nextRows, trouble, [anyBooking]] = await Promise.all([
    countStartingBetween(ctx.db, {
      ownerId,
      from: new Date(startOfLocalDay(timeZone, today)),
      to: new Date(startOfLocalDay(timeZone, today + 1)),
    }),
    findBookingsOfTab(ctx.db, scope, { tab: "upcoming", skip: 0, take: 1 }),
    findTroubleAhead(ctx.db, scope, mostAttentionItems),
    ctx.db.select({ id: bookings.id }).from(bookings).where(eq(bookings.ownerId, ownerId)).limit(1),
  ]);
  const items = await messageListItems(ctx, ownerId, trouble.rows);
  const [next = null] = await bookingListItems(ctx, nextRows);
  return {
    todayCount,
    next,
    attention: { count: trouble.count, items: items.filter(isBooked) },
    hasBookings: anyBooking !== undefined,
  };
}

function isBooked(item: MessageListItem): item is BookedMessage {
  return item.booking !== null;
}
