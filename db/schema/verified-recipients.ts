import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type RecipientKind, recipientKinds } from "@/server/domain/recipients/recipient-kind";
import { instant, oneOf } from "./columns";
import { users } from "./users";

/** Numbers and addresses that workflows may write to, other than those of bookings; each proved by a code. */
export const verifiedRecipients = pgTable(
  "verified_recipients",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text().$type<RecipientKind>().notNull(),
    /** E.164, or an address in lower case. */
    value: text().notNull(),
    /** The organizer's own number, for texts to the host. */
    isOwn: boolean().notNull().default(false),
    verifiedAt: instant(),
    createdAt: instant().notNull(),
  },
  (table) => [
    unique("verified_recipients_once_per_owner").on(table.ownerId, table.kind, table.value),
    uniqueIndex("verified_recipients_one_own").on(table.ownerId).where(sql`${table.isOwn}`),
    check("verified_recipients_kind_known", oneOf(table.kind, recipientKinds)),
    check(
      "verified_recipients_own_is_a_verified_phone",
      sql`not ${table.isOwn} or (${table.kind} = 'phone' and ${table.verifiedAt} is not null)`,
    ),
  ],
);

/** Codes that were sent to prove a number or address; kept a while, since requests are counted by them. */
export const verificationCodes = pgTable(
  "verification_codes",
  {
    id: uuid().primaryKey(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    kind: text().$type<RecipientKind>().notNull(),
    value: text().notNull(),
    /** scrypt of the code, with the id as salt. */
    codeHash: text().notNull(),
    attemptCount: integer().notNull().default(0),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (table) => [
    index("verification_codes_by_owner").on(table.ownerId, table.createdAt),
    index("verification_codes_by_recipient").on(table.kind, table.value, table.createdAt),
    check("verification_codes_kind_known", oneOf(table.kind, recipientKinds)),
  ],
);
