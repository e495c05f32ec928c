import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Door } from "@/server/domain/bookings/door";
import { bookings } from "./bookings";
import { instant } from "./columns";
import { users } from "./users";

/** Events committed with the change that caused them, waiting to be sent. */
export const outbox = pgTable(
  "outbox",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    state: text().$type<"waiting" | "leased" | "sent">().notNull().default("waiting"),
    sendCount: integer().notNull().default(0),
    leaseExpiresAt: instant(),
    createdAt: instant().notNull(),
    sentAt: instant(),
  },
  (table) => [
    index("outbox_unsent").on(table.createdAt).where(sql`${table.state} <> 'sent'`),
    index("outbox_sent").on(table.sentAt).where(sql`${table.state} = 'sent'`),
    check("outbox_state_known", sql`${table.state} in ('waiting', 'leased', 'sent')`),
    check("outbox_lease_ends", sql`(${table.state} = 'leased') = (${table.leaseExpiresAt} is not null)`),
    check("outbox_sent_has_time", sql`(${table.state} = 'sent') = (${table.sentAt} is not null)`),
  ],
);

/** The first answer to a request that carried an idempotency key, written in the same commit as its effect. */
export const idempotentAnswers = pgTable(
  "idempotent_answers",
  {
    scope: text().notNull(),
    key: text().notNull(),
    bodyHash: text().notNull(),
    answer: jsonb().$type<unknown>().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.key] }),
    index("idempotent_answers_by_age").on(table.createdAt),
  ],
);

/** Who did what, through which door. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id),
    bookingId: integer().references(() => bookings.id, { onDelete: "cascade" }),
    action: text().notNull(),
    door: text().$type<Door>().notNull(),
    actorKind: text()
      .$type<"anonymous" | "link_holder" | "phone_holder" | "api_key" | "organizer" | "system">()
      .notNull(),
    actorId: text(),
    requestId: text().notNull(),
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    createdAt: instant().notNull(),
  },
  (table) => [
    index("audit_entries_by_booking").on(table.bookingId, table.id),
    index("audit_entries_by_owner").on(table.ownerId, table.action, table.createdAt),
  ],
);
