import { eq } from "drizzle-orm";
import { openDatabase } from "@/db/client";
import { bookings } from "@/db/schema/bookings";
import { productUnderTest } from "./running-product";

const minuteMs = 60_000;

/** Makes a meeting one that began ten minutes ago, as if the time until then had passed. */
export async function beginMeeting(uid: string): Promise<void> {
  const database = openDatabase(productUnderTest().databaseUrl, { maxConnections: 1 });
  try {
    const startsAt = new Date(Date.now() - 10 * minuteMs);
    const endsAt = new Date(startsAt.getTime() + 30 * minuteMs);
    await database.db.update(bookings).set({ startsAt, endsAt }).where(eq(bookings.uid, uid));
  } finally {
    await database.close();
  }
}
