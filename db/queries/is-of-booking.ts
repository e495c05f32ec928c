/** Whether a booking owes a message: of tests, none does. */
export function isOfBooking<Row extends { bookingId: number | null }>(
  row: Row,
): row is Row & { bookingId: number } {
  return row.bookingId !== null;
}
