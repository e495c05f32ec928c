import { and, desc, eq, isNull } from "drizzle-orm";
import { apiKeys } from "@/db/schema/users";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { requireSignedInUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";

/** A key as its owner sees it again: enough to tell it apart, not to use it. */
export type ApiKeyView = {
  id: number;
  name: string;
  scope: KeyScope;
  lastCharacters: string;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string | null;
  isExpired: boolean;
};

/**
 * The keys of the signed-in organizer that are not revoked, newest first.
 * @throws ServiceError UNAUTHORIZED or FORBIDDEN unless an organizer is signed in.
 */
export async function listApiKeys(ctx: ServiceContext): Promise<ApiKeyView[]> {
  const ownerId = requireSignedInUserId(ctx.actor);
  const now = ctx.clock.now();
  const rows = await ctx.db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.ownerId, ownerId), isNull(apiKeys.revokedAt)))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    scope: row.scope,
    lastCharacters: row.lastCharacters,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    isExpired: row.expiresAt !== null && row.expiresAt <= now,
  }));
}
