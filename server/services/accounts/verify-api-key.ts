import { createHash } from "node:crypto";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { apiKeys } from "@/db/schema/users";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { ServiceError } from "@/server/platform/service-error";

export const apiKeyPrefix = "cal_";

/** What is kept of a key: the SHA-256 of what follows the prefix. */
export function hashApiKey(key: string): string {
  return createHash("sha256").update(key.slice(apiKeyPrefix.length)).digest("hex");
}

/**
 * The key, its owner and its scope for the text of an API key.
 * @throws ServiceError UNAUTHORIZED for a key that is unknown, revoked or expired.
 */
export async function verifyApiKey(
  db: Database,
  key: string,
  now: Date,
): Promise<{ keyId: number; userId: number; scope: KeyScope }> {
  const notValid = () =>
    new ServiceError("UNAUTHORIZED", "Your api key is not valid", { reason: "api_key_not_valid" });
  if (!key.startsWith(apiKeyPrefix)) throw notValid();
  const [row] = await db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.hash, hashApiKey(key)));
  if (!row || row.revokedAt) throw notValid();
  if (row.expiresAt && row.expiresAt <= now) {
    throw new ServiceError("UNAUTHORIZED", "Your api key is expired", { reason: "api_key_expired" });
  }
  await noteUse(db, row.id, now);
  return { keyId: row.id, userId: row.ownerId, scope: row.scope };
}

/** Notes when a key was last used, to the minute, so that a busy key is not a busy row. */
async function noteUse(db: Database, keyId: number, now: Date): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(apiKeys.id, keyId),
        or(
          isNull(apiKeys.lastUsedAt),
          lt(apiKeys.lastUsedAt, sql`${now.toISOString()}::timestamptz - interval '1 minute'`),
        ),
      ),
    );
}
