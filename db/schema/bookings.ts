import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { BookingStatus } from "@/server/domain/bookings/booking-status";
import { type Door, doors } from "@/server/domain/bookings/door";
import { instant, oneOf } from "./columns";
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
    rejectionReason: text(),
    /** From 1 to 5, by whoever booked. */
    rating: integer(),
    ratingComment: text().notNull().default(""),
    hostAbsent: boolean().notNull().default(false),
    /** When the meeting, over all its moves, was first agreed; null while it only has been asked for. */
    firstConfirmedAt: instant(),
    /** When the attendee, or the host for them, said that they will come; a moved meeting is asked about anew. */
    attendanceConfirmedAt: instant(),
    /** Shared by the occurrences of a recurring booking, and unguessable. */
    seriesUid: text(),
    /** Which occurrence it is, from 0; a moved one keeps it. */
    seriesIndex: integer(),
    /** When the occurrence was to start before anyone moved it: what calendars know it by. */
    occurrenceAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    index("bookings_by_owner_and_start").on(table.ownerId, table.startsAt),
    index("bookings_by_event_type_and_start").on(table.eventTypeId, table.startsAt),
    uniqueIndex("bookings_one_successor").on(table.rescheduledFromUid),
    uniqueIndex("bookings_one_per_occurrence")
      .on(table.seriesUid, table.seriesIndex)
      .where(sql`${table.rescheduledToUid} is null`),
    check("bookings_rating_in_range", sql`${table.rating} between 1 and 5`),
    check("bookings_end_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    check("bookings_status_known", sql`${table.status} in ('pending', 'accepted', 'cancelled', 'rejected')`),
    check("bookings_door_known", oneOf(table.door, doors)),
    check(
      "bookings_moved_means_closed",
      sql`${table.rescheduledToUid} is null or ${table.status} = 'cancelled'`,
    ),
    check(
      "bookings_series_numbered",
      sql`(${table.seriesUid} is null) = (${table.seriesIndex} is null)
        and (${table.seriesUid} is null) = (${table.occurrenceAt} is null) and ${table.seriesIndex} >= 0`,
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
    index("attendees_by_email").on(table.email),
    index("attendees_by_phone").on(table.phoneNumber),
    check("attendees_phone_is_e164", sql`${table.phoneNumber} ~ '^\\+[1-9][0-9]{4,14}$'`),
    check("attendees_reachable", sql`${table.email} is not null or ${table.phoneNumber} is not null`),
  ],
);

/** What an occupancy holds time for: one booking, a session whose seats are booked, or nobody yet. */
export type OccupancyKind = "booking" | "session" | "hold";

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
    kind: text().$type<OccupancyKind>().notNull().default("booking"),
    bookingId: integer().references(() => bookings.id, { onDelete: "cascade" }),
    /** Names a hold to whoever made it; unguessable. */
    holdUid: text().unique("occupancies_hold_uid_unique"),
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
    index("occupancies_live_by_event_type")
      .on(table.eventTypeId, table.startsAt)
      .where(sql`${table.releasedAt} is null`),
    index("occupancies_holds_by_expiry").on(table.expiresAt).where(sql`${table.kind} = 'hold'`),
    check("occupancies_end_after_start", sql`${table.endsAt} > ${table.startsAt}`),
    // Whoever looks for what overlaps a time need not look further back than this.
    check("occupancies_last_a_day_at_most", sql`${table.endsAt} <= ${table.startsAt} + interval '24 hours'`),
    check(
      "occupancies_fit_their_kind",
      sql`case ${table.kind}
        when 'booking' then ${table.bookingId} is not null and ${table.holdUid} is null and ${table.expiresAt} is null
        when 'session' then ${table.bookingId} is null and ${table.holdUid} is null and ${table.expiresAt} is null
        when 'hold' then ${table.bookingId} is null and ${table.holdUid} is not null and ${table.expiresAt} is not null
        else false end`,
    ),
  ],
);

/** A place in a session: taken by a booking, or held until `expiresAt`. No number is given out twice at a time. */
export const seats = pgTable(
  "seats",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    sessionId: integer()
      .notNull()
      .references(() => occupancies.id, { onDelete: "cascade" }),
    /** From 1. */
    number: integer().notNull(),
    /** Unguessable; the hold's uid while it is held. */
    uid: text().notNull().unique(),
    bookingId: integer()
      .unique("seats_booking_id_unique")
      .references(() => bookings.id, { onDelete: "cascade" }),
    expiresAt: instant(),
    releasedAt: instant(),
  },
  (table) => [
    uniqueIndex("seats_number_once")
      .on(table.sessionId, table.number)
      .where(sql`${table.releasedAt} is null`),
    index("seats_holds_by_expiry").on(table.expiresAt).where(sql`${table.bookingId} is null`),
    check("seats_number_positive", sql`${table.number} >= 1`),
    check("seats_booked_or_held", sql`(${table.bookingId} is null) = (${table.expiresAt} is not null)`),
  ],
);
