import type { TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedOrganizer } from "@/db/testing/seed-organizer";
import { createTestContext, type TestContext } from "./create-test-context";

/** Contexts of an organizer at their desk, of another organizer, and of somebody who isn't signed in. */
export async function contextsAround(
  database: TestDatabase,
  organizer: SeededOrganizer,
): Promise<{ own: TestContext; stranger: TestContext; anonymous: TestContext }> {
  const noor = await seedOrganizer(database.db, { username: "noor" });
  const as = (userId: number) =>
    createTestContext(database, { door: "organizer", actor: { kind: "organizer", userId } });
  return { own: as(organizer.id), stranger: as(noor.id), anonymous: createTestContext(database) };
}
