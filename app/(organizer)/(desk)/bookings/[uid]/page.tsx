import type { Metadata } from "next";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { BookingView } from "./booking-view";

export const metadata: Metadata = { title: "Booking" };

export default async function BookingPage({ params }: { params: Promise<{ uid: string }> }) {
  const { uid } = await params;
  await requireOrganizer(`/bookings/${uid}`);
  const { booking } = await serverCaller();
  const initial = await foundOr404(booking.timeline({ uid: decodeURIComponent(uid) }));
  return <BookingView key={uid} initial={initial} />;
}
