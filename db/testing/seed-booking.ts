import { randomUUID } from "node:crypto";
import type { Database } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import type { eventTypes } from "@/db/schema/event-types";

type Attendee = Pick<typeof attendees.$inferInsert, "name" | "email" | "phoneNumber" | "timeZone">;

/** An accepted booking of half an hour, by default Tuesday at 10:00 in Berlin; it takes no time of the host's. */
export async function seedBooking(
  db: Database,
  eventType: Pick<typeof eventTypes.$inferSelect, "id" | "ownerId">,
  values: Partial<typeof bookings.$inferInsert> & { attendee?: Partial<Attendee> } = {},
): Promise<typeof bookings.$inferSelect> {
  const { attendee, ...columns } = values;
  const uid = randomUUID();
  const startsAt = columns.startsAt ?? new Date("2026-11-03T09:00:00Z");
  const [row] = await db
    .insert(bookings)
    .values({
      uid,
      ownerId: eventType.ownerId,
      eventTypeId: eventType.id,
      status: "accepted",
      title: "Intro call",
      door: "rest",
      calendarUid: `${uid}@punctual`,
      createdAt: new Date("2026-11-02T08:00:00Z"),
      updatedAt: new Date("2026-11-02T08:00:00Z"),
      ...columns,
      startsAt,
      endsAt: columns.endsAt ?? new Date(startsAt.getTime() + 30 * 60_000),
    })
    .returning();
  if (!row) throw new Error("The booking was not inserted.");
  await db.insert(attendees).values({
    name: "Ada Byron",
    email: "ada@example.org",
    phoneNumber: "+4930901820",
    timeZone: "Europe/London",
    ...attendee,
    bookingId: row.id,
  });
  return row;
}
