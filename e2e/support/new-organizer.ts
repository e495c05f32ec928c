import { randomBytes } from "node:crypto";
import { openDatabase } from "@/db/client";
import { createOrganizer, type NewOrganizer } from "@/server/services/accounts/create-organizer";
import { createOrganizerAuth } from "@/server/services/accounts/create-organizer-auth";
import { productUnderTest } from "./running-product";

export type TestOrganizer = NewOrganizer & {
  name: string;
  username: string;
  email: string;
  password: string;
};

/** An organizer of the test's own at the copy under test, with what every organizer starts with. */
export async function newOrganizer(): Promise<TestOrganizer> {
  const { baseUrl, databaseUrl } = productUnderTest();
  const database = openDatabase(databaseUrl, { maxConnections: 1 });
  try {
    const auth = createOrganizerAuth({
      db: database.db,
      secret: randomBytes(32).toString("hex"),
      publicUrl: baseUrl,
      rateLimitsOn: false,
      sendResetPasswordMail: async () => undefined,
    });
    const username = `host-${randomBytes(5).toString("hex")}`;
    const details = {
      name: "Robin Vega",
      username,
      email: `${username}@punctual.localhost`,
      password: randomBytes(12).toString("base64url"),
      timeZone: "Europe/Berlin",
    };
    const created = await createOrganizer({ db: database.db, auth }, details);
    return { ...details, ...created };
  } finally {
    await database.close();
  }
}
