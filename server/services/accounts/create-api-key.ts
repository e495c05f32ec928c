import { z } from "zod";
import { keyScopes } from "@/server/domain/accounts/key-scope";
import { requireSignedInUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { insertApiKey } from "./insert-api-key";
import type { ApiKeyView } from "./list-api-keys";

export const createApiKeyInputSchema = z.object({
  name: z.string().trim().min(1, "must not be empty").max(60, "must be at most 60 characters"),
  scope: z.enum(keyScopes, `must be one of ${keyScopes.join(", ")}`),
  /** Days until it stops working; absent: never. */
  expiresInDays: z.int().min(1, "must be at least 1").max(3650, "must be at most 3650").optional(),
});

/**
 * Creates a key that acts for the signed-in organizer. Its text is in the answer and nowhere else: only its hash
 * is kept.
 * @throws ServiceError UNAUTHORIZED or FORBIDDEN unless an organizer is signed in.
 */
export async function createApiKey(
  ctx: Pick<ServiceContext, "db" | "clock" | "random" | "actor">,
  { name, scope, expiresInDays }: z.output<typeof createApiKeyInputSchema>,
): Promise<{ text: string; key: ApiKeyView }> {
  return insertApiKey(ctx, requireSignedInUserId(ctx.actor), {
    name,
    scope,
    expiresInDays: expiresInDays ?? null,
  });
}
