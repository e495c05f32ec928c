import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { apiKeys } from "@/db/schema/users";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { apiKeyPrefix, hashApiKey } from "../accounts/verify-api-key";

/** A valid API key of an organizer: its text, its id and its owner. */
export async function seedApiKey(
  db: Database,
  { id: ownerId }: { id: number },
  values: { scope?: KeyScope; expiresAt?: Date; revokedAt?: Date } = {},
): Promise<{ key: string; keyId: number; userId: number; scope: KeyScope }> {
  const key = `${apiKeyPrefix}${randomBytes(16).toString("hex")}`;
  const [row] = await db
    .insert(apiKeys)
    .values({ ...values, ownerId, name: "Test", hash: hashApiKey(key), lastCharacters: key.slice(-4) })
    .returning();
  if (!row) throw new Error("The key was not inserted.");
  return { key, keyId: row.id, userId: ownerId, scope: row.scope };
}
