import { randomBytes } from "node:crypto";
import { openDatabase } from "@/db/client";
import { apiKeys } from "@/db/schema/users";
import { createOrganizer } from "@/server/services/accounts/create-organizer";
import { createOrganizerAuth } from "@/server/services/accounts/create-organizer-auth";
import { apiKeyPrefix, hashApiKey } from "@/server/services/accounts/verify-api-key";
import type { RunningProduct } from "../support/running-product";

/** Adds an organizer beside the one of the first start, and returns an API key of theirs. */
export async function addOrganizer(product: RunningProduct, username = "noor"): Promise<string> {
  const database = openDatabase(product.databaseUrl, { maxConnections: 1 });
  try {
    const auth = createOrganizerAuth({
      db: database.db,
      secret: randomBytes(32).toString("hex"),
      publicUrl: product.baseUrl,
      rateLimitsOn: false,
      sendResetPasswordMail: async () => undefined,
    });
    const { userId } = await createOrganizer(
      { db: database.db, auth },
      {
        name: "Noor Haddad",
        username,
        email: `${username}@punctual.localhost`,
        password: randomBytes(12).toString("base64url"),
        timeZone: "UTC",
      },
    );
    const key = `${apiKeyPrefix}live_${randomBytes(24).toString("base64url")}`;
    await database.db.insert(apiKeys).values({
      ownerId: userId,
      name: "Another's key",
      hash: hashApiKey(key),
      lastCharacters: key.slice(-4),
    });
    return key;
  } finally {
    await database.close();
  }
}
