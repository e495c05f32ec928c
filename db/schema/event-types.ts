import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
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
    slotIntervalMinutes: integer(),
    minimumNoticeMinutes: integer().notNull().default(120),
    bufferBeforeMinutes: integer().notNull().default(0),
    bufferAfterMinutes: integer().notNull().default(0),
    phoneRequired: boolean().notNull().default(false),
    hidden: boolean().notNull().default(false),
    createdAt: instant().notNull().defaultNow(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    unique("event_types_slug_per_owner").on(table.ownerId, table.slug),
    index("event_types_by_schedule").on(table.scheduleId),
    check("event_types_slug_is_slug", sql`${table.slug} ~ '^[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?$'`),
    check("event_types_length_in_range", sql`${table.lengthMinutes} between 1 and 1440`),
    check("event_types_interval_in_range", sql`${table.slotIntervalMinutes} between 5 and 1440`),
    check("event_types_notice_not_negative", sql`${table.minimumNoticeMinutes} >= 0`),
    check(
      "event_types_buffers_in_range",
      sql`${table.bufferBeforeMinutes} between 0 and 1440 and ${table.bufferAfterMinutes} between 0 and 1440`,
    ),
  ],
);
