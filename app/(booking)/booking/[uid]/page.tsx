import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { publicUrl } from "@/app/_lib/public-url";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookingShell } from "../../_components/booking-shell";
import { BookingStatus } from "../../_components/booking-status";
import { loadNewestBooking } from "../../_components/load-newest-booking";

type PageProps = {
  params: Promise<{ uid: string }>;
  searchParams: Promise<{ note?: string | string[] }>;
};

export const metadata: Metadata = {
  title: "Your booking",
  description: "See, move or cancel your booking.",
  referrer: "no-referrer",
};

export default async function BookingPage({ params, searchParams }: PageProps) {
  const { uid } = await params;
  const { note } = await searchParams;
  const booking = await loadNewestBooking(uid);
  if (booking.uid !== uid) redirect(`/booking/${booking.uid}?note=moved`);
  const former = booking.rescheduledFromUid
    ? await (await serverCaller()).booking.get({ uid: booking.rescheduledFromUid })
    : null;
  return (
    <BookingShell width="medium">
      <BookingStatus
        booking={booking}
        formerStartsAt={former?.startsAt ?? null}
        note={note === "moved" || note === "in-flight" ? note : null}
        manageUrl={publicUrl(`/booking/${booking.uid}`)}
        renderedAt={new Date().toISOString()}
      />
    </BookingShell>
  );
}
