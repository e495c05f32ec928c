import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { BookingShell } from "../../../_components/booking-shell";
import { loadNewestBooking } from "../../../_components/load-newest-booking";
import { RatingForm } from "../../../_components/rating-form";

export const metadata: Metadata = { title: "How was it?", referrer: "no-referrer" };

export default async function RatingPage({ params }: { params: Promise<{ uid: string }> }) {
  const booking = await loadNewestBooking((await params).uid);
  const hasBegun = new Date(booking.startsAt) <= new Date();
  if (booking.status !== "accepted" || !hasBegun) redirect(`/booking/${booking.uid}`);
  return (
    <BookingShell width="medium">
      <RatingForm booking={booking} />
    </BookingShell>
  );
}
