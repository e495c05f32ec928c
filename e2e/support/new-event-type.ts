import { createHash, randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { type Database, openDatabase } from "@/db/client";
import { eventTypes, privateLinks, schedules } from "@/db/schema/event-types";
import type { TestOrganizer } from "./new-organizer";
import { freeStarts } from "./rest-client";
import { productUnderTest } from "./running-product";

export type TestEventType = { id: number; url: string };

type Settings = Partial<Omit<typeof eventTypes.$inferInsert, "ownerId" | "scheduleId">>;

/** Lets an organizer offer one more kind of meeting: of 30 minutes, at their hours, unless told otherwise. */
export async function newEventType(organizer: TestOrganizer, settings: Settings): Promise<TestEventType> {
  const ownerId = organizer.userId;
  const slug = `meeting-${randomBytes(4).toString("hex")}`;
  const offered = await withDatabase(async (db) => {
    const [schedule] = await db.select().from(schedules).where(eq(schedules.ownerId, ownerId));
    if (!schedule) throw new Error("The organizer has no schedule.");
    const meeting = { slug, title: "Test meeting", lengthMinutes: 30, ...settings };
    return db
      .insert(eventTypes)
      .values({ ...meeting, ownerId, scheduleId: schedule.id })
      .returning({ id: eventTypes.id });
  });
  const id = Number(offered[0]?.id);
  return { id, url: `${productUnderTest().baseUrl}/${organizer.username}/${slug}` };
}

/** A private link to an event type that is good for one booking; its address. */
export async function newSingleUseLink(organizer: TestOrganizer, eventType: TestEventType): Promise<string> {
  const token = randomBytes(16).toString("hex");
  await withDatabase((db) =>
    db.insert(privateLinks).values({
      ownerId: organizer.userId,
      eventTypeId: eventType.id,
      tokenHash: createHash("sha256").update(token).digest("hex"),
      lastCharacters: token.slice(-4),
      singleUse: true,
      createdAt: new Date(),
    }),
  );
  return `${productUnderTest().baseUrl}/private/${token}`;
}

/** The first free time of an event type, and the address of the page with that time chosen. */
export async function firstFreeTime(eventType: TestEventType): Promise<{ startsAt: string; url: string }> {
  const [startsAt] = await freeStarts(productUnderTest().baseUrl, eventType.id, 20);
  if (startsAt === undefined) throw new Error("The event type has no free time.");
  return { startsAt, url: withTime(eventType.url, startsAt) };
}

/** The address of a booking page with a time chosen. */
export function withTime(url: string, startsAt: string): string {
  return `${url}?time=${encodeURIComponent(startsAt)}`;
}

async function withDatabase<Result>(use: (db: Database) => PromiseLike<Result>): Promise<Result> {
  const database = openDatabase(productUnderTest().databaseUrl, { maxConnections: 1 });
  try {
    return await use(database.db);
  } finally {
    await database.close();
  }
}
