import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import type { Door } from "@/server/domain/bookings/door";
import { instant } from "./columns";
import { eventTypes } from "./event-types";
import { users } from "./users";

export const bookings = pgTable(
  "bookings",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Unguessable: whoever holds it may see, move and cancel the booking. */
    uid: text().notNull().unique(),
    ownerId: integer()
      .notNull()
      .references(() => users.id),
    eventTypeId: integer()
      .notNull()
      .references(() => eventTypes.id),
    status: text().$type<BookingStatus>().notNull(),
    title: text().notNull(),
    notes: text().notNull().default(""),
    location: text().notNull().default(""),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    metadata: jsonb().$type<Record<string, string>>().notNull().default({}),
    responses: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    guests: jsonb().$type<string[]>().notNull().default([]),
    /** The workflows named in the request, or null for those that are active on the event type. */
    requestedWorkflowIds: jsonb().$type<number[]>(),
    door: text().$type<Door>().notNull(),
    calendarUid: text().notNull(),
    calendarSequence: integer().notNull().default(0),
    revision: integer().notNull().default(1),
    rescheduledFromUid: text(),
    rescheduledToUid: text(),
    reschedulingReason: text(),
    rescheduledByEmail: text(),
    cancellationReason: text(),
    cancelledByEmail: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    index("bookings_by_owner_and_start").on(table.ownerId, table.startsAt),
    index("bookings_by_event_type_and_start").on(table.eventTypeId, table.startsAt),
    uniqueIndex("bookings_one_successor").on(table.rescheduledFromUid),
    check("bookings_end_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    check("bookings_status_known", sql`${table.status} in ('pending', 'accepted', 'cancelled', 'rejected')`),
    check(
      "bookings_door_known",
      sql`${table.door} in ('web', 'rest', 'mcp', 'embed', 'organizer', 'import')`,
    ),
    check(
      "bookings_moved_means_closed",
      sql`${table.rescheduledToUid} is null or ${table.status} = 'cancelled'`,
    ),
  ],
);

export const attendees = pgTable(
  "attendees",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    bookingId: integer()
      .notNull()
      .references(() => bookings.id, { onDelete: "cascade" }),
    name: text().notNull(),
    email: text(),
    /** E.164. */
    phoneNumber: text(),
    timeZone: text().notNull(),
    language: text().notNull().default("en"),
    absent: boolean().notNull().default(false),
  },
  (table) => [
    index("attendees_by_booking").on(table.bookingId),
    check("attendees_phone_is_e164", sql`${table.phoneNumber} ~ '^\\+[1-9][0-9]{4,14}$'`),
    check("attendees_reachable", sql`${table.email} is not null or ${table.phoneNumber} is not null`),
  ],
);

/**
 * A host's time that is taken. The exclusion constraint `occupancies_no_overlap`, written by hand in the
 * migrations, refuses two exclusive unreleased rows of one host that overlap.
 */
export const occupancies = pgTable(
  "occupancies",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    hostId: integer()
      .notNull()
      .references(() => users.id),
    bookingId: integer().references(() => bookings.id, { onDelete: "cascade" }),
    eventTypeId: integer()
      .notNull()
      .references(() => eventTypes.id),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    exclusive: boolean().notNull().default(true),
    releasedAt: instant(),
    expiresAt: instant(),
  },
  (table) => [
    index("occupancies_by_booking").on(table.bookingId),
    index("occupancies_live_by_host")
      .on(table.hostId, table.startsAt, table.endsAt)
      .where(sql`${table.releasedAt} is null`),
    check("occupancies_end_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    check(
      "occupancies_held_or_booked",
      sql`${table.bookingId} is not null or ${table.expiresAt} is not null`,
    ),
  ],
);
