import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { type OptOutSource, optOutLifters, optOutSources } from "@/server/domain/replies/opt-out";
import { instant, oneOf } from "./columns";
import { users } from "./users";

/** Numbers that want no texts from an organizer. One that was lifted is kept, with who lifted it and on what word. */
export const optOuts = pgTable(
  "opt_outs",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    ownerId: integer()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** E.164. */
    phoneNumber: text().notNull(),
    source: text().$type<OptOutSource>().notNull(),
    optedOutAt: instant().notNull(),
    liftedAt: instant(),
    liftedBy: text().$type<(typeof optOutLifters)[number]>(),
    /** How the person agreed to texts again, as the organizer states it. */
    consent: text(),
  },
  (table) => [
    uniqueIndex("opt_outs_one_in_force")
      .on(table.ownerId, table.phoneNumber)
      .where(sql`${table.liftedAt} is null`),
    index("opt_outs_by_phone").on(table.phoneNumber),
    check("opt_outs_phone_is_e164", sql`${table.phoneNumber} ~ '^\\+[1-9][0-9]{4,14}$'`),
    check("opt_outs_source_known", oneOf(table.source, optOutSources)),
    check("opt_outs_lifter_known", oneOf(table.liftedBy, optOutLifters)),
    check("opt_outs_lifted_by_somebody", sql`(${table.liftedAt} is null) = (${table.liftedBy} is null)`),
    check(
      "opt_outs_organizer_states_consent",
      sql`(${table.liftedBy} is not distinct from 'organizer') = (${table.consent} is not null)`,
    ),
  ],
);
