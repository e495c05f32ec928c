import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { type AppCaller, createCaller } from "@/server/routers/app-router";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { scriptedProviders } from "@/server/services/testing/scripted-providers";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { createRestDoor, type RestDoor } from "./rest-door";

/** Those who may come to a door, from whoever has no credential to the owner at their desk. */
export const askers = ["nobody", "stranger", "key to read", "key to manage", "owner"] as const;
export type Asker = (typeof askers)[number];

/** What an owner has, made anew for each attempt, so that none finds what another has changed. */
export type AccessWorld = {
  database: TestDatabase;
  door: RestDoor;
  owner: SeededOrganizer;
  ctx: TestContext;
  eventTypeId: number;
  workflowId: number;
  callers: Record<Asker, AppCaller>;
  /** The credential of each at the REST door, where none can sit at a desk. */
  headers: Record<Exclude<Asker, "owner">, Record<string, string>>;
  /** A time that nobody has asked for before, with its week after free as well. */
  freeStart(): string;
  /** Books as the owner's guest, at a free time, and returns the booking's uid. */
  book(more?: { eventTypeId?: number }): Promise<string>;
  close(): Promise<void>;
};

/** Nobody but its owner may read this, wherever it stands. */
export const secretWord = "Heliotrope";

const dayMs = 86_400_000;
const guest = { name: "Ada Byron", email: "ada@example.org", phoneNumber: "+4930901820", timeZone: "UTC" };

export async function createAccessWorld(): Promise<AccessWorld> {
  const database = await createTestDatabase();
  const owner = await seedOrganizer(database.db);
  const stranger = await seedOrganizer(database.db, { username: "noor", name: "Noor" });
  const eventType = await seedEventType(database.db, owner, { slug: "intro", title: `${secretWord} call` });
  const workflow = await seedWorkflow(database.db, owner, { activeOn: [eventType], name: secretWord });
  await seedEventType(database.db, stranger, { slug: "intro", title: "Noor's call" });
  const ctx = createTestContext(database, {
    door: "organizer",
    actor: { kind: "organizer", userId: owner.id },
    providers: scriptedProviders(),
  });
  const keyOf = (of: SeededOrganizer, scope: KeyScope) => seedApiKey(database.db, of, { scope });
  const [reading, managing, strangers] = [
    await keyOf(owner, "read"),
    await keyOf(owner, "manage"),
    await keyOf(stranger, "manage"),
  ];
  const as = (actor: TestContext["actor"]) => createCaller({ ...ctx, door: "rest", actor });
  const callers = {
    nobody: as({ kind: "anonymous" }),
    stranger: as({ kind: "organizer", userId: stranger.id }),
    "key to read": as({ kind: "api_key", ...reading }),
    "key to manage": as({ kind: "api_key", ...managing }),
    owner: createCaller(ctx),
  };
  const bearer = ({ key }: { key: string }) => ({ authorization: `Bearer ${key}` });
  let starts = 0;
  const freeStart = () => {
    starts += 1;
    return new Date(Date.parse("2026-11-03T08:00:00Z") + starts * 14 * dayMs).toISOString();
  };
  const door = createRestDoor(database);
  return {
    database,
    door,
    owner,
    ctx,
    eventTypeId: eventType.id,
    workflowId: workflow.id,
    callers,
    headers: {
      nobody: {},
      stranger: bearer(strangers),
      "key to read": bearer(reading),
      "key to manage": bearer(managing),
    },
    freeStart,
    book: async ({ eventTypeId = eventType.id } = {}) => {
      const wanted = { eventType: { id: eventTypeId }, startsAt: freeStart(), attendee: guest };
      return (await callers.nobody.booking.create(wanted)).answer.uid;
    },
    close: async () => {
      await door.close();
      await database.close();
    },
  };
}
