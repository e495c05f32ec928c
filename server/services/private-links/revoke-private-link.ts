import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { lockHost } from "@/db/queries/host-locks";
import { privateLinks } from "@/db/schema/event-types";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import { rowIdSchema } from "@/server/services/row-id-schema";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";

export const revokePrivateLinkInputSchema = z.object({ id: rowIdSchema });

/**
 * Ends a private link: nobody can book by it from now on; bookings that were made stay.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, NOT_FOUND for a link that is not theirs or
 * has been revoked.
 */
export async function revokePrivateLink(
  ctx: ServiceContext,
  { id }: z.output<typeof revokePrivateLinkInputSchema>,
): Promise<{ id: number }> {
  const ownerId = requireUserId(ctx.actor);
  return inTransaction(ctx, async ({ tx }) => {
    await lockHost(tx, ownerId);
    const revoked = await tx
      .update(privateLinks)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(eq(privateLinks.id, id), eq(privateLinks.ownerId, ownerId), isNull(privateLinks.revokedAt)))
      .returning({ id: privateLinks.id });
    if (revoked.length === 0) {
      throw new ServiceError("NOT_FOUND", "There is no such link.", {
        field: "id",
        reason: "private_link_not_found",
      });
    }
    await writeOwnerAudit(ctx, tx, { ownerId, action: "private_link.revoked", id });
    return { id };
  });
}
