import { addressWith } from "../../_lib/page-number";

export const bookingTabs = ["upcoming", "requests", "past", "cancelled"] as const;

export type BookingTab = (typeof bookingTabs)[number];

export function isBookingTab(asked: unknown): asked is BookingTab {
  return bookingTabs.some((tab) => tab === asked);
}

/** The address of a page of a list of bookings, under a search. */
export function bookingsAddress(place: { tab: BookingTab; search: string; page?: number }): string {
  return addressWith("/bookings", {
    tab: place.tab === "upcoming" ? undefined : place.tab,
    q: place.search,
    page: place.page && place.page > 1 ? place.page : undefined,
  });
}
