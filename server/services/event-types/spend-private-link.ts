import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { privateLinks } from "@/db/schema/event-types";
import type { ServiceContext } from "@/server/services/service-context";
import { privateLinkInvalid } from "./event-type-not-found";

/**
 * Counts a booking as a use of the link that it came by, where it came by one.
 * @throws ServiceError NOT_FOUND when the link was for a single use and has been used meanwhile.
 */
export async function spendPrivateLink(
  ctx: ServiceContext,
  tx: Transaction,
  link: { id: number } | null,
): Promise<void> {
  if (link === null) return;
  const used = await tx
    .update(privateLinks)
    .set({ useCount: sql`${privateLinks.useCount} + 1`, lastUsedAt: ctx.clock.now() })
    .where(
      and(
        eq(privateLinks.id, link.id),
        isNull(privateLinks.revokedAt),
        or(eq(privateLinks.singleUse, false), eq(privateLinks.useCount, 0)),
      ),
    )
    .returning({ id: privateLinks.id });
  if (used.length === 0) throw privateLinkInvalid();
}
