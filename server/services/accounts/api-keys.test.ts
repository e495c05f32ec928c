import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { actingUserId } from "@/server/services/service-context";
import { createTestContext, type TestContext } from "@/server/services/testing/create-test-context";
import { auditOf } from "@/server/services/testing/plan-of";
import { createApiKey } from "./create-api-key";
import { listApiKeys } from "./list-api-keys";
import { refreshApiKey } from "./refresh-api-key";
import { revokeApiKey } from "./revoke-api-key";
import { verifyApiKey } from "./verify-api-key";

let database: TestDatabase;
let mine: TestContext;
let theirs: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  const me = await seedOrganizer(database.db, { username: "me" });
  const stranger = await seedOrganizer(database.db, { username: "stranger" });
  mine = createTestContext(database, { actor: { kind: "organizer", userId: me.id } });
  theirs = createTestContext(database, { actor: { kind: "organizer", userId: stranger.id } });
});
afterAll(() => database.close());

test("a new key works at once and is never shown again", async () => {
  const { text, key } = await createApiKey(mine, { name: "Website", scope: "book" });
  expect(text).toMatch(/^cal_live_[\w-]{43}$/);
  const now = mine.clock.now();
  expect(await verifyApiKey(database.db, text, now)).toMatchObject({ keyId: key.id, scope: "book" });
  const listed = await listApiKeys(mine);
  expect(listed[0]).toEqual({ ...key, lastUsedAt: now.toISOString() });
  expect(JSON.stringify(listed)).not.toContain(text.slice(9, -4));
});

test("a key with an end works until then", async () => {
  const { text, key } = await createApiKey(mine, { name: "For a week", scope: "read", expiresInDays: 7 });
  const end = new Date(mine.clock.now().getTime() + 7 * 86_400_000);
  expect(key.expiresAt).toBe(end.toISOString());
  await expect(verifyApiKey(database.db, text, new Date(end.getTime() - 1))).resolves.toBeDefined();
  await expect(verifyApiKey(database.db, text, end)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("a revoked key stops working and leaves the list", async () => {
  const { text, key } = await createApiKey(mine, { name: "Old", scope: "manage" });
  await revokeApiKey(mine, { id: key.id });
  await expect(verifyApiKey(database.db, text, mine.clock.now())).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  expect((await listApiKeys(mine)).map(({ id }) => id)).not.toContain(key.id);
  await expect(revokeApiKey(mine, { id: key.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a stranger neither sees nor revokes a key", async () => {
  const { text, key } = await createApiKey(mine, { name: "Mine", scope: "manage" });
  expect(await listApiKeys(theirs)).toEqual([]);
  await expect(revokeApiKey(theirs, { id: key.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(verifyApiKey(database.db, text, mine.clock.now())).resolves.toBeDefined();
});

test("a key replaces itself once, keeping its name and scope, and leaves its mark", async () => {
  const { text, key } = await createApiKey(mine, { name: "Rotated", scope: "manage" });
  const userId = actingUserId(mine.actor) ?? 0;
  const byKey = createTestContext(database, {
    actor: { kind: "api_key", keyId: key.id, userId, scope: "manage" },
    clock: mine.clock,
  });
  const tries = await Promise.allSettled([
    refreshApiKey(byKey, { expiresInDays: 7 }),
    refreshApiKey(byKey, { expiresInDays: 7 }),
  ]);
  const [fresh] = tries.flatMap((tried) => (tried.status === "fulfilled" ? [tried.value] : []));
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await verifyApiKey(database.db, fresh?.text ?? "", mine.clock.now())).toMatchObject({
    scope: "manage",
  });
  await expect(verifyApiKey(database.db, text, mine.clock.now())).rejects.toMatchObject({
    details: { reason: "api_key_not_valid" },
  });
  const named = (await listApiKeys(mine)).filter(({ name }) => name === "Rotated");
  expect(named).toMatchObject([
    { expiresAt: new Date(mine.clock.now().getTime() + 7 * 86_400_000).toISOString() },
  ]);
  expect(await auditOf(database.db)).toContain("api_key.refreshed by api_key");
});

test("a key that isn't there, and whoever has none, replace nothing", async () => {
  const expiresInDays = 30;
  await expect(refreshApiKey(createTestContext(database), { expiresInDays })).rejects.toMatchObject({
    code: "UNAUTHORIZED",
  });
  await expect(refreshApiKey(mine, { expiresInDays })).rejects.toMatchObject({ code: "FORBIDDEN" });
  const { key } = await createApiKey(mine, { name: "Mine", scope: "manage" });
  const userId = actingUserId(theirs.actor) ?? 0;
  const foreign = createTestContext(database, {
    actor: { kind: "api_key", keyId: key.id, userId, scope: "manage" },
  });
  await expect(refreshApiKey(foreign, { expiresInDays })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  expect((await listApiKeys(mine)).map(({ id }) => id)).toContain(key.id);
});

test.each([
  [{ kind: "anonymous" }, "UNAUTHORIZED"],
  [{ kind: "api_key", keyId: 1, userId: 1, scope: "manage" }, "FORBIDDEN"],
] as const)("keys are managed by a signed-in organizer only: %o is answered %s", async (actor, code) => {
  const ctx = createTestContext(database, { actor });
  await expect(createApiKey(ctx, { name: "More", scope: "read" })).rejects.toMatchObject({ code });
  await expect(listApiKeys(ctx)).rejects.toMatchObject({ code });
  await expect(revokeApiKey(ctx, { id: 1 })).rejects.toMatchObject({ code });
});
