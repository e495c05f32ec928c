import { and, eq, gt, inArray, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { attendees, bookings } from "@/db/schema/bookings";
import { ServiceError } from "@/server/platform/service-error";
import type { ResolvedAttendee } from "./resolve-attendee";

/**
 * Refuses another booking of someone, known by address or number, who has as many of an event type ahead as one
 * person may. A series counts as one.
 * @throws ServiceError BAD_REQUEST.
 */
export async function requireFewActive(
  tx: Transaction,
  { eventType }: EventTypeWithHost,
  attendee: ResolvedAttendee,
  now: Date,
): Promise<void> {
  if (eventType.maxActivePerAttendee === null) return;
  const isSame = or(
    attendee.email === null ? undefined : eq(attendees.email, attendee.email),
    attendee.phoneNumber === null ? undefined : eq(attendees.phoneNumber, attendee.phoneNumber),
  );
  const [active] = await tx
    .select({
      count: sql<number>`count(distinct coalesce(${bookings.seriesUid}, ${bookings.uid}))`.mapWith(Number),
    })
    .from(bookings)
    .innerJoin(attendees, eq(attendees.bookingId, bookings.id))
    .where(
      and(
        eq(bookings.eventTypeId, eventType.id),
        inArray(bookings.status, ["pending", "accepted"]),
        // No booking lasts longer than a day, which lets the index on starts find those that end later.
        gt(bookings.startsAt, new Date(now.getTime() - millisecondsPerDay)),
        gt(bookings.endsAt, now),
        isSame,
      ),
    );
  if ((active?.count ?? 0) < eventType.maxActivePerAttendee) return;
  throw new ServiceError(
    "BAD_REQUEST",
    "Attendee with this email can't book because the maximum number of active bookings has been reached.",
    { field: "attendee", reason: "attendee_limit_reached" },
  );
}

const millisecondsPerDay = 86_400_000;
