import { sql } from "drizzle-orm";
import { check, date, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { type AbsenceReason, absenceReasons } from "@/server/domain/scheduling/absence-reason";
import { instant, oneOf } from "./columns";
import { users } from "./users";

/** Whole dates, by the calendar of the organizer's schedule, on which nothing can be booked. */
export const absences = pgTable(
  "absences",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    startOn: date().notNull(),
    /** The last date away. */
    endOn: date().notNull(),
    note: text().notNull().default(""),
    reason: text().$type<AbsenceReason>().notNull().default("unspecified"),
    /** How callers of the API may know it for good. */
    uuid: uuid().notNull().defaultRandom(),
    createdAt: instant().notNull(),
  },
  (table) => [
    check("absences_reason_known", oneOf(table.reason, absenceReasons)),
    index("absences_by_owner").on(table.ownerId, table.startOn),
    check("absences_end_on_or_after_start", sql`${table.endOn} >= ${table.startOn}`),
  ],
);

/**
 * Dates whose hours an organizer means in another zone. Two trips of one organizer that overlap are refused by
 * the exclusion constraint `trips_no_overlap`, written by hand in the migrations.
 */
export const trips = pgTable(
  "trips",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    startOn: date().notNull(),
    /** The last date in that zone. */
    endOn: date().notNull(),
    timeZone: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index("trips_by_owner").on(table.ownerId, table.startOn),
    check("trips_end_on_or_after_start", sql`${table.endOn} >= ${table.startOn}`),
  ],
);
