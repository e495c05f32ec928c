import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempts, messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import { users } from "@/db/schema/users";
import { verifiedRecipients } from "@/db/schema/verified-recipients";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedBooking } from "@/db/testing/seed-booking";
import { seedMessage } from "@/db/testing/seed-message";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { findMessagesOf } from "./message-queries";
import { findOptOuts } from "./opt-out-queries";
import { hostPhone } from "./recipient-queries";
import { findChain } from "./timeline-queries";

let database: TestDatabase;
let mira: SeededOrganizer;
let ada: Awaited<ReturnType<typeof seedBooking>>;
const at = new Date("2026-11-02T08:00:00Z");

// Ids of different tables that happen to be equal would hide that one was taken for another.
beforeAll(async () => {
  database = await createTestDatabase();
  const { db, sql } = database;
  await sql`alter table attendees alter column id restart with 5000`;
  await sql`alter table verified_recipients alter column id restart with 6000`;
  mira = await seedOrganizer(db);
  const noor = await seedOrganizer(db, { username: "noor" });
  const attendee = { name: "Ada Byron", phoneNumber: "+4930901820" };
  ada = await seedBooking(db, await seedEventType(db, mira), { attendee });
  const bo = { name: "Bo Diaz", phoneNumber: "+4930901821" };
  await seedBooking(db, await seedEventType(db, noor), { attendee: bo });
});
afterAll(() => database.close());

test("the attempts of a message are counted, and nobody else's", async () => {
  const { db } = database;
  const tried = await seedMessage(db, ada);
  const waiting = await seedMessage(db, ada);
  await db.insert(attempts).values({
    ...{ id: crypto.randomUUID(), messageId: tried.id, number: 1, generation: 1, state: "started" },
    ...{ provider: "twilio", body: "Hi", requestId: "r", startedAt: at },
  });
  const found = (await findMessagesOf(db, [ada.id])).get(ada.id) ?? [];
  const counts = new Map(found.map(({ id, attemptCount }) => [id, attemptCount]));
  expect([counts.get(tried.id), counts.get(waiting.id)]).toEqual([1, 0]);
  await db.delete(messages).where(eq(messages.id, tried.id));
});

test("a chain of bookings names its attendee", async () => {
  expect(await findChain(database.db, ada.uid)).toMatchObject([{ attendeeName: "Ada Byron" }]);
});

test("a number that wants no texts has the name of who booked last with it, with its owner", async () => {
  const { db } = database;
  await db.insert(optOuts).values([
    { ownerId: mira.id, phoneNumber: "+4930901820", source: "reply", optedOutAt: at },
    { ownerId: mira.id, phoneNumber: "+4930901821", source: "reply", optedOutAt: new Date(at.getTime() + 1) },
  ]);
  const found = await findOptOuts(db, mira.id, { skip: 0, take: 10 });
  expect(found.map(({ phoneNumber, name }) => [phoneNumber, name])).toEqual([
    ["+4930901821", null],
    ["+4930901820", "Ada Byron"],
  ]);
});

test("an organizer's own number is theirs", async () => {
  const { db } = database;
  const value = "+4930901800";
  const own = { ownerId: mira.id, kind: "phone" as const, value, isOwn: true, verifiedAt: at, createdAt: at };
  await db.insert(verifiedRecipients).values(own);
  const found = await db.select({ username: users.username, phone: hostPhone }).from(users);
  expect(new Map(found.map(({ username, phone }) => [username, phone]))).toEqual(
    new Map([
      ["mira", value],
      ["noor", null],
    ]),
  );
});
