import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ConfirmationKind } from "@/server/domain/scheduling/confirmation";
import type { Recurrence } from "@/server/domain/scheduling/recurrence";
import type { BookingLimit, BookingWindow } from "@/server/domain/scheduling/scheduling-rules";
import { instant } from "./columns";
import { users } from "./users";

export type WeeklyHoursColumn = { weekday: number; startMinute: number; endMinute: number }[];
export type DateOverridesColumn = { on: string; blocks: { startMinute: number; endMinute: number }[] }[];

/** When an organizer can be booked: weekly hours and dated exceptions in the schedule's own zone. */
export const schedules = pgTable(
  "schedules",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text().notNull(),
    timeZone: text().notNull(),
    isDefault: boolean().notNull().default(false),
    weeklyHours: jsonb().$type<WeeklyHoursColumn>().notNull(),
    overrides: jsonb().$type<DateOverridesColumn>().notNull().default([]),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    index("schedules_by_owner").on(table.ownerId),
    uniqueIndex("schedules_one_default").on(table.ownerId).where(sql`${table.isDefault}`),
  ],
);

export const eventTypes = pgTable(
  "event_types",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    scheduleId: integer()
      .notNull()
      .references(() => schedules.id),
    slug: text().notNull(),
    title: text().notNull(),
    description: text().notNull().default(""),
    location: text().notNull().default(""),
    lengthMinutes: integer().notNull(),
    /** The lengths to choose from, the usual one among them; empty where there is nothing to choose. */
    lengthOptionsMinutes: integer().array().notNull().default([]),
    slotIntervalMinutes: integer(),
    startOffsetMinutes: integer().notNull().default(0),
    minimumNoticeMinutes: integer().notNull().default(120),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    bookingWindow: jsonb().$type<BookingWindow>().notNull().default({ kind: "unlimited" }),
    bookingLimits: jsonb().$type<BookingLimit[]>().notNull().default([]),
    maxActivePerAttendee: integer(),
    onlyFirstSlotOfDay: boolean().notNull().default(false),
    locksTimeZone: boolean().notNull().default(false),
    confirmation: text().$type<ConfirmationKind>().notNull().default("none"),
    /** With less notice than this a booking must be confirmed; only for that kind of confirmation. */
    confirmationNoticeMinutes: integer(),
    pendingHoldsTime: boolean().notNull().default(true),
    /** How many bookings a session takes; null where each booking has its time to itself. */
    seatsPerSlot: integer(),
    showsSeatAttendees: boolean().notNull().default(false),
    showsSeatsLeft: boolean().notNull().default(true),
    recurrence: jsonb().$type<Recurrence>(),
    phoneRequired: boolean().notNull().default(false),
    hidden: boolean().notNull().default(false),
    requiresPrivateLink: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
    /** Set once it is offered no more; its bookings stay. */
    deletedAt: instant(),
  },
  (table) => [
    uniqueIndex("event_types_slug_per_owner")
      .on(table.ownerId, table.slug)
      .where(sql`${table.deletedAt} is null`),
    index("event_types_by_schedule").on(table.scheduleId),
    check("event_types_slug_is_slug", sql`${table.slug} ~ '^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$'`),
    check("event_types_length_in_range", sql`${table.lengthMinutes} between 1 and 1440`),
    check("event_types_interval_in_range", sql`${table.slotIntervalMinutes} between 5 and 1440`),
    check("event_types_notice_not_negative", sql`${table.minimumNoticeMinutes} >= 0`),
    check(
      "event_types_buffers_in_range",
      sql`${table.bufferBeforeMinutes} between 0 and 1440 and ${table.bufferAfterMinutes} between 0 and 1440`,
    ),
    check(
      "event_types_length_among_options",
      sql`cardinality(${table.lengthOptionsMinutes}) = 0 or ${table.lengthMinutes} = any(${table.lengthOptionsMinutes})`,
    ),
    check(
      "event_types_options_in_range",
      sql`1 <= all(${table.lengthOptionsMinutes}) and 1440 >= all(${table.lengthOptionsMinutes})`,
    ),
    check("event_types_offset_in_range", sql`${table.startOffsetMinutes} between 0 and 1440`),
    check("event_types_active_limit_positive", sql`${table.maxActivePerAttendee} >= 1`),
    check("event_types_confirmation_known", sql`${table.confirmation} in ('none', 'always', 'short_notice')`),
    check(
      "event_types_confirmation_notice_when_short",
      sql`(${table.confirmation} = 'short_notice') = (${table.confirmationNoticeMinutes} is not null)`,
    ),
    check("event_types_confirmation_notice_positive", sql`${table.confirmationNoticeMinutes} >= 1`),
    check("event_types_seats_in_range", sql`${table.seatsPerSlot} between 1 and 1000`),
    check(
      "event_types_seats_need_no_confirmation",
      sql`${table.seatsPerSlot} is null or ${table.confirmation} = 'none'`,
    ),
  ],
);

/**
 * A secret address of an event type. Only the token's SHA-256 is kept; a single-use link has been used once at
 * most, whoever comes at the same time.
 */
export const privateLinks = pgTable(
  "private_links",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    eventTypeId: integer()
      .notNull()
      .references(() => eventTypes.id, { onDelete: "cascade" }),
    tokenHash: text().notNull().unique("private_links_token_hash_unique"),
    lastCharacters: text().notNull(),
    note: text().notNull().default(""),
    singleUse: boolean().notNull(),
    useCount: integer().notNull().default(0),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    expiresAt: instant(),
    revokedAt: instant(),
  },
  (table) => [
    index("private_links_by_event_type").on(table.eventTypeId),
    index("private_links_by_owner").on(table.ownerId),
    check("private_links_hash_is_sha256", sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
    check("private_links_single_use", sql`not ${table.singleUse} or ${table.useCount} <= 1`),
  ],
);
