import { sql } from "drizzle-orm";
import { check, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import {
  type SenderProof,
  type SenderState,
  senderProofs,
  senderStates,
} from "@/server/domain/senders/sender-state";
import { type MessageChannel, messageChannels } from "@/server/domain/workflows/message-state";
import { instant, oneOf } from "./columns";

/**
 * Who messages leave from: a number, a messaging service or an address at a provider, whether it works, and since when
 * not. Its legal changes of state are held by a trigger in the migrations.
 */
export const senders = pgTable(
  "senders",
  {
    /** The provider's own name for it, which nobody can read the number or address in. */
    id: text().primaryKey(),
    channel: text().$type<MessageChannel>().notNull(),
    provider: text().notNull(),
    state: text().$type<SenderState>().notNull(),
    /** Why the provider refuses it. */
    code: text(),
    stoppedAt: instant(),
    nextCheckAt: instant(),
    resumesBy: text().$type<SenderProof>(),
    resumedAt: instant(),
    failureCount: integer().notNull().default(0),
    /** The message that tries whether it works again, and until when the others wait for what becomes of it. */
    probeMessageId: uuid(),
    probeExpiresAt: instant(),
    notifiedAt: instant(),
    /** When it began to work again, while the operator, who knows of the stop, has yet to be told. */
    recoveredAt: instant(),
    lastCheckedAt: instant(),
    /** What the last check said; null where it passed. */
    lastCheckCode: text(),
    updatedAt: instant().notNull(),
  },
  (table) => [
    check("senders_channel_known", oneOf(table.channel, messageChannels)),
    check("senders_state_known", oneOf(table.state, senderStates)),
    check("senders_proof_known", oneOf(table.resumesBy, senderProofs)),
    check("senders_stop_has_code", sql`(${table.state} = 'working') = (${table.code} is null)`),
    check("senders_stop_has_time", sql`(${table.state} = 'working') = (${table.stoppedAt} is null)`),
    check("senders_stop_has_proof", sql`(${table.state} = 'working') = (${table.resumesBy} is null)`),
    check(
      "senders_stopped_are_checked",
      sql`(${table.state} = 'stopped') = (${table.nextCheckAt} is not null)`,
    ),
    check("senders_probe_while_probing", sql`${table.state} = 'probing' or ${table.probeMessageId} is null`),
    check("senders_probe_ends", sql`(${table.probeMessageId} is null) = (${table.probeExpiresAt} is null)`),
    check("senders_recovered_work", sql`${table.recoveredAt} is null or ${table.state} = 'working'`),
    check("senders_failures_count_up", sql`${table.failureCount} >= 0`),
  ],
);
