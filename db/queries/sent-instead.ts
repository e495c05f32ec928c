import { sql } from "drizzle-orm";
import { messages } from "@/db/schema/messages";
import type { MessageChannel } from "@/server/domain/workflows/message-state";

/** The channel of the message that went out in the place of one that didn’t arrive or leave; null where none did. */
// By the table: columns of a query’s only one are written without it, and would be those of the inner one.
export const sentInstead = sql<MessageChannel | null>`(
  select follower.channel from ${messages} follower
  where follower.parent_message_id = ${messages}.id and follower.state in ('accepted', 'delivered') limit 1)`;
