import { and, desc, eq, getTableColumns, inArray, isNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { attendees, bookings } from "@/db/schema/bookings";
import { optOuts } from "@/db/schema/opt-outs";

export type OptOutRow = typeof optOuts.$inferSelect;

/** Which of the given numbers want no texts from an owner; of all numbers where none are given. */
export async function findOptedOut(
  db: Queryable,
  ownerId: number,
  numbers?: readonly string[],
): Promise<ReadonlySet<string>> {
  if (numbers?.length === 0) return new Set();
  const rows = await db
    .select({ phoneNumber: optOuts.phoneNumber })
    .from(optOuts)
    .where(
      and(
        eq(optOuts.ownerId, ownerId),
        isNull(optOuts.liftedAt),
        numbers && inArray(optOuts.phoneNumber, [...numbers]),
      ),
    );
  return new Set(rows.map(({ phoneNumber }) => phoneNumber));
}

const inForceOf = (ownerId: number) => and(eq(optOuts.ownerId, ownerId), isNull(optOuts.liftedAt));

// By the table: columns of the only one are written without it, and would be those of the inner ones.
const lastName = sql<string | null>`(
  select a.name from ${attendees} a join ${bookings} b on b.id = a.booking_id
  where a.phone_number = ${optOuts}.phone_number and b.owner_id = ${optOuts}.owner_id order by b.id desc limit 1)`;

/** A page of the opt-outs in force of an owner, the latest first, with who booked last with the number. */
export async function findOptOuts(
  db: Queryable,
  ownerId: number,
  { skip, take }: { skip: number; take: number },
) {
  return db
    .select({ ...getTableColumns(optOuts), name: lastName })
    .from(optOuts)
    .where(inForceOf(ownerId))
    .orderBy(desc(optOuts.optedOutAt), desc(optOuts.id))
    .limit(take)
    .offset(skip);
}

/** How many numbers want no texts from an owner. */
export async function countOptOuts(db: Queryable, ownerId: number): Promise<number> {
  return db.$count(optOuts, inForceOf(ownerId));
}

/** One opt-out in force of an owner, or null. */
export async function findOptOut(
  db: Queryable,
  { ownerId, id }: { ownerId: number; id: number },
): Promise<OptOutRow | null> {
  const [row] = await db
    .select()
    .from(optOuts)
    .where(and(inForceOf(ownerId), eq(optOuts.id, id)));
  return row ?? null;
}
