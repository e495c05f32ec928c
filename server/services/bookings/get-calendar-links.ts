import type { z } from "zod";
import { findBooking } from "@/db/queries/booking-queries";
import { googleCalendarLink } from "@/server/domain/calendar/google-calendar-link";
import { outlookCalendarLink } from "@/server/domain/calendar/outlook-calendar-link";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { bookingNotFound } from "./booking-not-found";
import type { getBookingInputSchema } from "./get-booking";

export type CalendarLink = { label: string; link: string };

/**
 * Links that put a booking of the organizer's into calendars.
 * @throws ServiceError UNAUTHORIZED and NOT_FOUND for anyone but the host.
 */
export async function getCalendarLinks(
  ctx: ServiceContext,
  { uid }: z.output<typeof getBookingInputSchema>,
): Promise<CalendarLink[]> {
  const userId = requireUserId(ctx.actor);
  const record = await findBooking(ctx.db, { uid });
  if (record?.booking.ownerId !== userId) throw bookingNotFound(uid);
  const manageUrl = `${ctx.publicUrl}/booking/${uid}`;
  const entry = { ...record.booking, manageUrl };
  return [
    { label: "Google Calendar", link: googleCalendarLink(entry) },
    { label: "Microsoft Office", link: outlookCalendarLink(entry, "work") },
    { label: "Microsoft Outlook", link: outlookCalendarLink(entry, "personal") },
    { label: "ICS", link: `${manageUrl}/calendar.ics` },
  ];
}
