import { randomBytes } from "node:crypto";
import { openDatabase } from "@/db/client";
import { apiKeys } from "@/db/schema/users";
import { createOrganizer, type NewOrganizer } from "@/server/services/accounts/create-organizer";
import { createOrganizerAuth } from "@/server/services/accounts/create-organizer-auth";
import { apiKeyPrefix, hashApiKey } from "@/server/services/accounts/verify-api-key";
import type { RunningProduct } from "../support/running-product";

/** An organizer of the comparison's own, with what every organizer starts with and a key. */
export type ParityHost = NewOrganizer & { username: string; email: string; password: string; apiKey: string };

/** Adds an organizer beside the one of the first start. */
export async function addOrganizer(product: RunningProduct, name: string): Promise<ParityHost> {
  const database = openDatabase(product.databaseUrl, { maxConnections: 1 });
  try {
    const auth = createOrganizerAuth({
      db: database.db,
      secret: randomBytes(32).toString("hex"),
      publicUrl: product.baseUrl,
      rateLimitsOn: false,
      sendResetPasswordMail: async () => undefined,
    });
    const username = `${name}-${randomBytes(4).toString("hex")}`;
    const details = {
      name: "Noor Haddad",
      username,
      email: `${username}@punctual.localhost`,
      password: randomBytes(12).toString("base64url"),
      timeZone: "UTC",
    };
    const created = await createOrganizer({ db: database.db, auth }, details);
    const apiKey = `${apiKeyPrefix}live_${randomBytes(24).toString("base64url")}`;
    await database.db.insert(apiKeys).values({
      ownerId: created.userId,
      name: "Parity",
      hash: hashApiKey(apiKey),
      lastCharacters: apiKey.slice(-4),
    });
    return { ...details, ...created, apiKey };
  } finally {
    await database.close();
  }
}
