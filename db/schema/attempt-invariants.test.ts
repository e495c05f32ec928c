import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalOf } from "@/db/testing/constraints-of";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedAttempt, seedMessage } from "@/db/testing/seed-message";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { AttemptState } from "@/server/domain/workflows/message-state";
import { attempts, receipts } from "./messages";

let database: TestDatabase;
let booking: Awaited<ReturnType<typeof seedBooking>>;

beforeAll(async () => {
  database = await createTestDatabase();
  booking = await seedBooking(
    database.db,
    await seedEventType(database.db, await seedOrganizer(database.db)),
  );
});
afterAll(() => database.close());

const at = new Date("2026-11-02T09:00:00Z");
const attempt = async (values: Parameters<typeof seedAttempt>[2]) =>
  seedAttempt(database.db, await seedMessage(database.db, booking), values);

// What the design allows, written out: the domain's own table must not decide here.
const allowedAttemptMoves: Record<AttemptState, AttemptState[]> = {
  started: ["accepted", "refused", "unknown"],
  unknown: ["accepted"],
  accepted: [],
  refused: [],
};

test.each(Object.keys(allowedAttemptMoves) as AttemptState[])(
  "an attempt that is %s moves only where the design lets it",
  async (from) => {
    const columns = { refusal: "transient", code: "20429" } as const;
    const moved: string[] = [];
    for (const to of Object.keys(allowedAttemptMoves) as AttemptState[]) {
      if (to === from) continue;
      const { id } = await attempt({ ...columns, state: from, endedAt: from === "started" ? null : at });
      const move = database.db
        .update(attempts)
        .set({ state: to, endedAt: to === "started" ? null : at })
        .where(eq(attempts.id, id));
      const refusal = await refusalOf(move);
      if (refusal === null) moved.push(to);
      else expect(refusal).toBe("attempts_legal_transition");
    }
    expect(moved.sort()).toEqual([...allowedAttemptMoves[from]].sort());
  },
);

test("what belongs to a message goes with its booking", async () => {
  const gone = await seedBooking(database.db, { id: booking.eventTypeId, ownerId: booking.ownerId });
  const { id: attemptId } = await seedAttempt(database.db, await seedMessage(database.db, gone));
  await database.db.insert(receipts).values({ attemptId, status: "sent", receivedAt: at });
  await database.sql`delete from bookings where id = ${gone.id}`;
  expect(await database.db.select().from(attempts).where(eq(attempts.id, attemptId))).toEqual([]);
  expect(await database.db.select().from(receipts).where(eq(receipts.attemptId, attemptId))).toEqual([]);
  expect(await refusalOf(seedAttempt(database.db, { id: randomUUID(), generation: 0 }))).toBe(
    "attempts_message_id_messages_id_fk",
  );
});
