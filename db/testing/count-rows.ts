import { count } from "drizzle-orm";
import type { Database } from "@/db/client";
import { attendees, bookings, occupancies } from "@/db/schema/bookings";
import { messages } from "@/db/schema/messages";
import { auditEntries, idempotentAnswers, outbox } from "@/db/schema/outbox";

const tables = { bookings, attendees, occupancies, messages, auditEntries, idempotentAnswers, outbox };

export type RowCounts = Record<keyof typeof tables, number>;

/** How many rows there are of all that a booking writes: equal before and after a request that wrote nothing. */
export async function countRows(db: Database): Promise<RowCounts> {
  const names = Object.keys(tables) as (keyof typeof tables)[];
  const counted = await Promise.all(
    names.map(async (name) => {
      const [row] = await db.select({ rows: count() }).from(tables[name]);
      return [name, row?.rows ?? 0] as const;
    }),
  );
  return Object.fromEntries(counted) as RowCounts;
}
