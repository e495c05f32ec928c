import { z } from "zod";
import { apiKeys } from "@/db/schema/users";
import { keyScopes } from "@/server/domain/accounts/key-scope";
import { requireSignedInUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import type { ApiKeyView } from "./list-api-keys";
import { apiKeyPrefix, hashApiKey } from "./verify-api-key";

export const createApiKeyInputSchema = z.object({
  name: z.string().trim().min(1, "must not be empty").max(60, "must be at most 60 characters"),
  scope: z.enum(keyScopes, `must be one of ${keyScopes.join(", ")}`),
  /** Days until it stops working; absent: never. */
  expiresInDays: z.int().min(1, "must be at least 1").max(3650, "must be at most 3650").optional(),
});

const entropyBytes = 32;
const millisecondsPerDay = 86_400_000;

/**
 * Creates a key that acts for the signed-in organizer. Its text is in the answer and nowhere else: only its hash
 * is kept.
 * @throws ServiceError UNAUTHORIZED or FORBIDDEN unless an organizer is signed in.
 */
export async function createApiKey(
  ctx: Pick<ServiceContext, "db" | "clock" | "random" | "actor">,
  input: z.output<typeof createApiKeyInputSchema>,
): Promise<{ text: string; key: ApiKeyView }> {
  const ownerId = requireSignedInUserId(ctx.actor);
  const now = ctx.clock.now();
  const text = `${apiKeyPrefix}live_${ctx.random.token(entropyBytes)}`;
  const expiresAt = input.expiresInDays
    ? new Date(now.getTime() + input.expiresInDays * millisecondsPerDay)
    : null;
  const { name, scope } = input;
  const lastCharacters = text.slice(-4);
  const [row] = await ctx.db
    .insert(apiKeys)
    .values({ ownerId, name, scope, hash: hashApiKey(text), lastCharacters, createdAt: now, expiresAt })
    .returning({ id: apiKeys.id });
  if (!row) throw new Error("The key was not inserted.");
  const key: ApiKeyView = {
    id: row.id,
    name,
    scope,
    lastCharacters,
    createdAt: now.toISOString(),
    lastUsedAt: null,
    expiresAt: expiresAt?.toISOString() ?? null,
    isExpired: false,
  };
  return { text, key };
}
