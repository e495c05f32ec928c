import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { pageLocale } from "@/app/_lib/page-locale";
import { serverCaller } from "@/app/_lib/server-caller";
import { BookingFlow } from "../../../_components/booking-flow";
import { BookingShell } from "../../../_components/booking-shell";
import { loadFirstMonth } from "../../../_components/load-first-month";
import { loadNewestBooking } from "../../../_components/load-newest-booking";
import { phoneHintFor } from "../../../_components/phone-hint";

export const metadata: Metadata = { title: "Move your booking", referrer: "no-referrer" };

export default async function ReschedulePage({ params }: { params: Promise<{ uid: string }> }) {
  const { uid } = await params;
  const booking = await loadNewestBooking(uid);
  if (booking.uid !== uid) redirect(`/booking/${booking.uid}?note=moved`);
  if (booking.status !== "accepted" && booking.status !== "pending") redirect(`/booking/${uid}`);
  const { username } = booking.host;
  const { slug } = booking.eventType;
  const eventType = await foundOr404(
    (await serverCaller()).profile.eventType({ username, slug, bookingUidToReschedule: uid }),
  );
  const reference = { id: booking.eventType.id };
  const wish = { eventType: reference, bookingUidToReschedule: uid };
  const startsAt = new Date(booking.startsAt);
  const around = startsAt > new Date() ? startsAt : undefined;
  return (
    <BookingShell width="wide">
      <BookingFlow
        eventType={eventType}
        reference={reference}
        initial={await loadFirstMonth(wish, { timeZone: eventType.host.timeZone, around })}
        renderedAt={new Date().toISOString()}
        phoneHint={phoneHintFor(pageLocale((await headers()).get("accept-language")))}
        moved={{ uid, startsAt: booking.startsAt, endsAt: booking.endsAt }}
      />
    </BookingShell>
  );
}
