import type { Transaction } from "@/db/client";
import { type BookingRecord, findBooking } from "@/db/queries/booking-queries";
import { findMessages } from "@/db/queries/message-queries";
import { type BookingView, bookingView } from "./booking-view";

/**
 * The views of bookings that a transaction has just written, in the given order. Those of several are read again,
 * since each shows what became of the others.
 */
export async function freshViews(tx: Transaction, records: readonly BookingRecord[]): Promise<BookingView[]> {
  const views: BookingView[] = [];
  for (const record of records) {
    const { id } = record.booking;
    const current = records.length === 1 ? record : await findBooking(tx, { id });
    views.push(bookingView(current ?? record, await findMessages(tx, id)));
  }
  return views;
}
