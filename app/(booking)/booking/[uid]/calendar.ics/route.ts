import { publicUrl } from "@/app/_lib/public-url";
import { bookingCalendarFile } from "@/server/domain/calendar/booking-calendar-file";
import { loadNewestBooking } from "../../../_components/load-newest-booking";

export async function GET(
  _request: Request,
  context: { params: Promise<{ uid: string }> },
): Promise<Response> {
  const booking = await loadNewestBooking((await context.params).uid);
  const file = bookingCalendarFile({
    ...booking,
    startsAt: new Date(booking.startsAt),
    endsAt: new Date(booking.endsAt),
    updatedAt: new Date(booking.updatedAt),
    manageUrl: publicUrl(`/booking/${booking.uid}`),
  });
  return new Response(file, {
    headers: {
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'attachment; filename="booking.ics"',
      "cache-control": "private, no-store",
    },
  });
}
