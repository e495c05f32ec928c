import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/db/schema/users";
import { ServiceError } from "@/server/platform/service-error";
import { requireSignedInUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

export const revokeApiKeyInputSchema = z.object({ id: z.int().min(1).max(2_147_483_647) });

/**
 * Ends a key of the signed-in organizer: no request with it is answered from now on.
 * @throws ServiceError NOT_FOUND for a key that is not theirs or already ended; UNAUTHORIZED or FORBIDDEN unless
 * an organizer is signed in.
 */
export async function revokeApiKey(
  ctx: ServiceContext,
  { id }: z.output<typeof revokeApiKeyInputSchema>,
): Promise<{ id: number }> {
  const ownerId = requireSignedInUserId(ctx.actor);
  const revoked = await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.clock.now() })
    .where(and(eq(apiKeys.id, id), eq(apiKeys.ownerId, ownerId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  if (revoked.length === 0) {
    throw new ServiceError("NOT_FOUND", "There is no such key.", {
      field: "id",
      reason: "api_key_not_found",
    });
  }
  return { id };
}
