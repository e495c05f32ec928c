import type { Queryable } from "@/db/client";
import { type BookingRecord, findAllOfSeries, findBooking } from "@/db/queries/booking-queries";
import {
  bookingInvitation,
  type CalendarEntry,
  type InvitationMethod,
} from "@/server/domain/calendar/booking-calendar-file";
import { isOfRemoval } from "@/server/domain/workflows/message-source";
import type { ServiceContext } from "@/server/services/service-context";

/**
 * A booking as a mail carries it for calendars: an invitation, or its withdrawal once it is off or for one who was
 * taken off it. Of a series it holds all dates that stand alike, since only one mail tells of them; for one who was
 * added, those that they were added to.
 */
export async function invitationOf(
  { publicUrl }: Pick<ServiceContext, "publicUrl">,
  db: Queryable,
  record: BookingRecord,
  { recipient, source }: { recipient: string; source: string },
): Promise<{ method: InvitationMethod; content: string }> {
  if (isOfRemoval(source)) {
    const entry: CalendarEntry = { ...entryOf(record, publicUrl), status: "cancelled" };
    return {
      method: "CANCEL",
      content: bookingInvitation("CANCEL", [entry], [{ name: recipient, email: recipient }]),
    };
  }
  const method = methodOf(record);
  const [, ...added] = record.attendees;
  const wasAdded = added.some(({ email }) => email === recipient);
  const concerns = ({ attendees }: BookingRecord) =>
    !wasAdded || attendees.some(({ email }) => email === recipient);
  const { seriesUid } = record.booking;
  const ids = seriesUid === null ? [] : await findAllOfSeries(db, seriesUid);
  const others = await Promise.all(
    ids.filter((id) => id !== record.booking.id).map((id) => findBooking(db, { id })),
  );
  const alike = others
    .filter((other) => other !== null)
    .filter((other) => methodOf(other) === method && concerns(other));
  const guests = record.attendees.flatMap(({ name, email }) => (email === null ? [] : [{ name, email }]));
  const extra = record.booking.guests.map((email) => ({ name: email, email }));
  const entries = [record, ...alike].map((each) => entryOf(each, publicUrl));
  return { method, content: bookingInvitation(method, entries, [...guests, ...extra]) };
}

function methodOf({ booking: { status } }: BookingRecord): InvitationMethod {
  return status === "cancelled" || status === "rejected" ? "CANCEL" : "REQUEST";
}

function entryOf({ booking, host }: BookingRecord, publicUrl: string): CalendarEntry {
  const { occurrenceAt } = booking;
  return {
    ...booking,
    host: { name: host.name, email: host.email },
    series: occurrenceAt === null ? null : { occurrenceAt: occurrenceAt.toISOString() },
    manageUrl: `${publicUrl}/booking/${booking.uid}`,
  };
}
