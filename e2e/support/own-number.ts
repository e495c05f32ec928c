import { openDatabase } from "@/db/client";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { newGuest } from "./guests";
import type { TestOrganizer } from "./new-organizer";
import { productUnderTest } from "./running-product";

/** Gives an organizer a number of their own that is verified already; returns it. */
export async function ownNumberOf(organizer: TestOrganizer): Promise<string> {
  const database = openDatabase(productUnderTest().databaseUrl, { maxConnections: 1 });
  try {
    const value = newGuest().phone;
    const now = new Date();
    await database.db.insert(verifiedRecipients).values({
      ownerId: organizer.userId,
      kind: "phone",
      value,
      isOwn: true,
      verifiedAt: now,
      createdAt: now,
    });
    return value;
  } finally {
    await database.close();
  }
}
