import type { Queryable } from "@/db/client";
import { apiKeys } from "@/db/schema/users";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import type { ServiceContext } from "@/server/services/service-context";
import type { ApiKeyView } from "./list-api-keys";
import { apiKeyPrefix, hashApiKey } from "./verify-api-key";

const entropyBytes = 32;
const millisecondsPerDay = 86_400_000;

/** Writes a new key of an owner, of which only the hash is kept, and returns it with its text. */
export async function insertApiKey(
  ctx: Pick<ServiceContext, "clock" | "random"> & { db: Queryable },
  ownerId: number,
  { name, scope, expiresInDays }: { name: string; scope: KeyScope; expiresInDays: number | null },
): Promise<{ text: string; key: ApiKeyView }> {
  const now = ctx.clock.now();
  const text = `${apiKeyPrefix}live_${ctx.random.token(entropyBytes)}`;
  const expiresAt = expiresInDays ? new Date(now.getTime() + expiresInDays * millisecondsPerDay) : null;
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
