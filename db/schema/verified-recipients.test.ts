import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { constraintsOf, refusalOf } from "@/db/testing/constraints-of";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { verificationCodes, verifiedRecipients } from "./verified-recipients";

let database: TestDatabase;
let ownerId: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  ownerId = (await seedOrganizer(database.db)).id;
});

const at = new Date("2026-11-02T09:00:00Z");
const add = (values: Partial<typeof verifiedRecipients.$inferInsert> = {}) =>
  database.db
    .insert(verifiedRecipients)
    .values({ ownerId, kind: "phone", value: "+4930901820", createdAt: at, ...values });
const own = { isOwn: true, verifiedAt: at };

const refused: [constraint: string, what: string, statement: () => Promise<unknown>][] = [
  ["verified_recipients_kind_known", "a kind that isn't known", async () => add({ kind: "fax" as never })],
  [
    "verified_recipients_once_per_owner",
    "the same number twice",
    async () => {
      await add();
      await add();
    },
  ],
  [
    "verified_recipients_one_own",
    "two own numbers",
    async () => {
      await add(own);
      await add({ ...own, value: "+4930901821" });
    },
  ],
  [
    "verified_recipients_own_is_a_verified_phone",
    "an own number that isn't verified",
    async () => add({ isOwn: true }),
  ],
  [
    "verified_recipients_own_is_a_verified_phone",
    "an address as own number",
    async () => add({ ...own, kind: "email", value: "a@example.org" }),
  ],
  [
    "verification_codes_kind_known",
    "a code for a kind that isn't known",
    async () =>
      database.db.insert(verificationCodes).values({
        id: randomUUID(),
        ownerId,
        kind: "fax" as never,
        value: "1",
        codeHash: "x",
        createdAt: at,
        expiresAt: at,
      }),
  ],
];

describe("recipients are refused", () => {
  test.each(refused)("by %s: %s", async (constraint, _, statement) => {
    expect(await refusalOf(statement())).toBe(constraint);
  });

  test("nothing by a constraint that isn't tried here", async () => {
    const tried = [...new Set(refused.map(([constraint]) => constraint))].sort();
    expect(await constraintsOf(database, "verified_recipients", "verification_codes")).toEqual(tried);
  });
});
