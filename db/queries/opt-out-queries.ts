import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Queryable } from "@/db/client";
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

/** A page of the opt-outs in force of an owner, the latest first. */
export async function findOptOuts(
  db: Queryable,
  ownerId: number,
  { skip, take }: { skip: number; take: number },
): Promise<OptOutRow[]> {
  return db
    .select()
    .from(optOuts)
    .where(and(eq(optOuts.ownerId, ownerId), isNull(optOuts.liftedAt)))
    .orderBy(desc(optOuts.optedOutAt), desc(optOuts.id))
    .limit(take)
    .offset(skip);
}
