import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { KeyScope } from "@/server/domain/accounts/key-scope";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type AppCaller, createCaller } from "./app-router";

let database: TestDatabase;
let eventTypeId: number;
const callers = {} as Record<KeyScope, AppCaller>;

beforeAll(async () => {
  database = await createTestDatabase();
  const organizer = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, organizer)).id;
  for (const scope of ["read", "book", "manage"] as const) {
    const { keyId, userId } = await seedApiKey(database.db, organizer, { scope });
    callers[scope] = createCaller(
      createTestContext(database, { actor: { kind: "api_key", keyId, userId, scope } }),
    );
  }
});
afterAll(() => database.close());

const book = (caller: AppCaller) =>
  caller.booking.create({
    eventType: { id: eventTypeId },
    startsAt: "2026-11-03T09:00:00Z",
    attendee: {
      name: "Ada",
      email: "ada@example.org",
      timeZone: "Europe/Berlin",
      phoneNumber: "+4930901820",
    },
  });
const offer = (caller: AppCaller) =>
  caller.eventType.create({ title: "Chat", slug: "short-chat", lengthMinutes: 30 });

const beyond: [scope: KeyScope, needed: KeyScope, what: string, call: typeof book | typeof offer][] = [
  ["read", "book", "to book", book],
  ["read", "manage", "to offer a kind of meeting", offer],
  ["book", "manage", "to offer a kind of meeting", offer],
];

test.each(beyond)(
  "a key to %s is told that it takes one to %s %s",
  async (scope, neededScope, _what, call) => {
    const before = await countRows(database.db);
    await expect(call(callers[scope])).rejects.toMatchObject({
      code: "FORBIDDEN",
      message: `This API key has the scope "${scope}" and this takes "${neededScope}". Use a key with that scope.`,
      cause: { details: { reason: "scope_missing", data: { scope, neededScope } } },
    });
    expect(await countRows(database.db)).toEqual(before);
  },
);

test("each scope does what it is for, and what the ones before it are for", async () => {
  for (const scope of ["read", "book", "manage"] as const) {
    expect(await callers[scope].eventType.list()).toHaveLength(1);
  }
  const { uid } = (await book(callers.book)).answer;
  expect(await callers.read.booking.get({ uid })).toMatchObject({ status: "accepted" });
  await callers.manage.booking.cancel({ uid, cancellationReason: "A holiday" });
  expect(await offer(callers.manage)).toMatchObject({ answer: { slug: "short-chat" } });
});
