import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { users } from "@/db/schema/users";
import { verifiedRecipients } from "@/db/schema/verified-recipients";

export type RecipientRow = typeof verifiedRecipients.$inferSelect;

/** An organizer's own verified number, for selects from `users`. */
export const hostPhone = sql<string | null>`(
  select r.value from ${verifiedRecipients} r where r.owner_id = ${users.id} and r.is_own)`;

/** The numbers and addresses of an organizer, verified or not, oldest first. */
export async function findOwnRecipients(db: Queryable, ownerId: number): Promise<RecipientRow[]> {
  return db
    .select()
    .from(verifiedRecipients)
    .where(eq(verifiedRecipients.ownerId, ownerId))
    .orderBy(asc(verifiedRecipients.id));
}

/** Whether a number or address is one that the organizer has verified. */
export async function isVerifiedRecipient(
  db: Queryable,
  { ownerId, value }: { ownerId: number; value: string },
): Promise<boolean> {
  const rows = await db
    .select({ id: verifiedRecipients.id })
    .from(verifiedRecipients)
    .where(
      and(
        eq(verifiedRecipients.ownerId, ownerId),
        eq(verifiedRecipients.value, value),
        isNotNull(verifiedRecipients.verifiedAt),
      ),
    );
  return rows.length > 0;
}
