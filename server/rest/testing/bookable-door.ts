import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { createRestDoor, type RestDoor, type RestReply } from "./rest-door";

export type BookableDoor = RestDoor & {
  database: TestDatabase;
  organizer: SeededOrganizer;
  eventTypeId: number;
  /** A workflow that is active on the event type, with one text to the attendee. */
  workflowId: number;
  /** The header with a key of the organizer's. */
  asHost: { authorization: string };
  /** A Tuesday at 8:00 UTC that no one has asked for before. */
  freeStart(): string;
  /** The body of a booking at a free start, with the given fields beside or instead. */
  bookingBody(more?: object): { start: string } & Record<string, unknown>;
  book(more?: object, headers?: Record<string, string>): Promise<RestReply>;
};

export const ada = {
  name: "Ada Byron",
  email: "Ada@Example.org",
  timeZone: "asia/tokyo",
  phoneNumber: "+49 30 901820",
};

const weekMs = 7 * 24 * 60 * 60_000;

/** The REST door with an organizer behind it whose calls of 30 minutes can be booked. */
export async function createBookableDoor(): Promise<BookableDoor> {
  const database = await createTestDatabase();
  const organizer = await seedOrganizer(database.db);
  const eventType = await seedEventType(database.db, organizer, { location: "Room 1" });
  const workflow = await seedWorkflow(database.db, organizer, { activeOn: [eventType] });
  const { key } = await seedApiKey(database.db, organizer);
  const door = createRestDoor(database);
  let nextStartMs = Date.parse("2026-11-03T08:00:00Z");
  const freeStart = () => {
    const start = new Date(nextStartMs).toISOString();
    nextStartMs += weekMs;
    return start;
  };
  const bookingBody = (more: object = {}) => ({
    start: freeStart(),
    eventTypeId: eventType.id,
    attendee: ada,
    ...more,
  });
  return {
    ...door,
    database,
    organizer,
    eventTypeId: eventType.id,
    workflowId: workflow.id,
    asHost: { authorization: `Bearer ${key}` },
    freeStart,
    bookingBody,
    book: (more, headers) => door.post("/v2/bookings", bookingBody(more), headers),
    close: async () => {
      await door.close();
      await database.close();
    },
  };
}
