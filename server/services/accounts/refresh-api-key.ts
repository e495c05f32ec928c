import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { apiKeys } from "@/db/schema/users";
import { ServiceError } from "@/server/platform/service-error";
import { inTransaction } from "@/server/services/in-transaction";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { writeOwnerAudit } from "@/server/services/write-owner-audit";
import { insertApiKey } from "./insert-api-key";

export const refreshApiKeyInputSchema = z.object({
  /** Days until the new key stops working; null: never. */
  expiresInDays: z
    .int("must be a whole number of days")
    .min(1, "must be at least 1")
    .max(3650, "must be at most 3650")
    .nullable()
    .default(30),
});

/**
 * Ends the API key that it is called with and gives a new one of the same name and scope, whose text is in the answer
 * and nowhere else. Of two who try at once, one succeeds.
 * @throws ServiceError UNAUTHORIZED for anyone who acts for no organizer, and for a key that has ended meanwhile;
 * FORBIDDEN for an organizer who is signed in without one.
 */
export async function refreshApiKey(
  ctx: ServiceContext,
  { expiresInDays }: z.output<typeof refreshApiKeyInputSchema>,
): Promise<{ text: string }> {
  const ownerId = requireUserId(ctx.actor);
  const { actor } = ctx;
  if (actor.kind !== "api_key") throw takesKey();
  return inTransaction(ctx, async ({ tx }) => {
    const [ended] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(eq(apiKeys.id, actor.keyId), eq(apiKeys.ownerId, ownerId), isNull(apiKeys.revokedAt)))
      .returning({ name: apiKeys.name, scope: apiKeys.scope });
    if (!ended) {
      throw new ServiceError("UNAUTHORIZED", "Your api key is not valid", { reason: "api_key_not_valid" });
    }
    const { text, key } = await insertApiKey({ ...ctx, db: tx }, ownerId, { ...ended, expiresInDays });
    await writeOwnerAudit(ctx, tx, { ownerId, action: "api_key.refreshed", id: key.id });
    return { text };
  });
}

function takesKey(): ServiceError {
  return new ServiceError("FORBIDDEN", "Call it with the API key that is to be replaced.", {
    reason: "api_key_required",
  });
}
