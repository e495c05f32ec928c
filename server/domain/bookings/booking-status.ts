export const bookingStatuses = ["pending", "accepted", "cancelled", "rejected"] as const;

export type BookingStatus = (typeof bookingStatuses)[number];

/** The changes of status that a booking may make; the database refuses all others. */
export const bookingTransitions: Record<BookingStatus, readonly BookingStatus[]> = {
  pending: ["accepted", "rejected", "cancelled"],
  accepted: ["cancelled"],
  cancelled: [],
  rejected: [],
};
