import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { apiKeys, users } from "@/db/schema/users";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { createOrganizer } from "@/server/services/accounts/create-organizer";
import { verifyApiKey } from "@/server/services/accounts/verify-api-key";
import { createTestAuth } from "@/server/services/testing/create-test-auth";
import { createFirstStartData, type DemoFile } from "./first-start";

const baseUrl = "http://127.0.0.1:3000";
const sandboxUrl = "http://127.0.0.1:4000";

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  dataDir = await mkdtemp(path.join(tmpdir(), "punctual-first-start-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const file = (name: string) => path.join(dataDir, name);
const demoPath = () => file("demo.json");
const start = (addresses: Partial<Parameters<typeof createFirstStartData>[0]> = {}) =>
  createFirstStartData({ databaseUrl: database.url, dataDir, baseUrl, sandboxUrl, ...addresses });
const readDemo = async (): Promise<DemoFile> => JSON.parse(await readFile(demoPath(), "utf8"));
const modeOf = async (name: string) => (await stat(file(name))).mode & 0o777;

async function mayComeIn({ organizer, apiKey }: DemoFile): Promise<void> {
  const { email, password } = organizer;
  const signIn = await createTestAuth(database.db, baseUrl).handler(
    new Request(`${baseUrl}/api/auth/sign-in/email`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: baseUrl },
      body: JSON.stringify({ email, password }),
    }),
  );
  expect(signIn.status).toBe(200);
  const [user] = await database.db.select({ id: users.id }).from(users);
  expect(await verifyApiKey(database.db, apiKey, new Date())).toMatchObject({ userId: user?.id });
}

async function rows() {
  return [await database.db.select().from(users), await database.db.select().from(apiKeys)];
}

describe("the first start", () => {
  test("creates an organizer who may come in, and says so in a complete file", async () => {
    await start();
    const demo = await readDemo();
    expect(demo).toEqual({
      baseUrl,
      organizer: {
        username: "maya",
        email: "maya@punctual.localhost",
        password: expect.stringMatching(/^[\w-]{16,}$/),
      },
      apiKey: expect.stringMatching(/^cal_live_[\w-]{32,}$/),
      eventTypes: [
        {
          id: expect.any(Number),
          slug: "30min",
          lengthInMinutes: 30,
          url: `${baseUrl}/maya/30min`,
          phoneRequired: true,
        },
        {
          id: expect.any(Number),
          slug: "15min",
          lengthInMinutes: 15,
          url: `${baseUrl}/maya/15min`,
          phoneRequired: false,
        },
      ],
      sandboxUrl,
    });
    await mayComeIn(demo);
  });

  test("lets only its owner read the file, and leaves no other behind", async () => {
    await start();
    expect(await modeOf("demo.json")).toBe(0o600);
    expect(await readdir(dataDir)).toEqual(["demo.json"]);
  });

  test("keeps no secret in the database as it is", async () => {
    await start();
    const { organizer, apiKey } = await readDemo();
    const dump = JSON.stringify([await rows(), await database.sql`select * from accounts`]);
    expect(dump).not.toContain(organizer.password);
    expect(dump).not.toContain(apiKey);
  });

  test("makes secrets that no other installation has", async () => {
    await start();
    const first = await readDemo();
    await clearDatabase(database.db);
    await rm(demoPath());
    await start();
    const second = await readDemo();
    expect(second.organizer.password).not.toBe(first.organizer.password);
    expect(second.apiKey).not.toBe(first.apiKey);
  });

  test("on a database that has an organizer already creates nothing and claims nothing", async () => {
    await seedOrganizer(database.db);
    const before = await rows();
    await start();
    expect(await rows()).toEqual(before);
    expect(await readdir(dataDir)).toEqual([]);
  });
});

describe("a later start", () => {
  test("changes nothing", async () => {
    await start();
    const before = [await rows(), await readFile(demoPath(), "utf8"), (await stat(demoPath())).mtimeMs];
    await start();
    expect([await rows(), await readFile(demoPath(), "utf8"), (await stat(demoPath())).mtimeMs]).toEqual(
      before,
    );
  });

  test("at another address changes the addresses and nothing else", async () => {
    await start();
    const before = await readDemo();
    const storedBefore = await rows();
    await start({ baseUrl: "https://book.example", sandboxUrl: null });
    expect(await readDemo()).toEqual({
      ...before,
      baseUrl: "https://book.example",
      sandboxUrl: null,
      eventTypes: before.eventTypes.map((eventType) => ({
        ...eventType,
        url: `https://book.example/maya/${eventType.slug}`,
      })),
    });
    expect(await rows()).toEqual(storedBefore);
    expect(await modeOf("demo.json")).toBe(0o600);
  });
});

describe("a first start that was interrupted", () => {
  const secrets = { password: "a password written down first", apiKey: "cal_live_written-down-first" };
  const writeDown = () => writeFile(file("demo.pending.json"), JSON.stringify(secrets), { mode: 0o600 });
  const createMaya = () =>
    createOrganizer(
      { db: database.db, auth: createTestAuth(database.db) },
      {
        name: "Maya Lindqvist",
        username: "maya",
        email: "maya@punctual.localhost",
        password: secrets.password,
        timeZone: "UTC",
      },
    );

  test.each([
    ["before the organizer was created", async () => undefined],
    ["after the organizer was created", createMaya],
  ])("%s is completed with the secrets that were written down", async (_, reach) => {
    await writeDown();
    await reach();
    await start();
    const demo = await readDemo();
    expect(demo).toMatchObject({
      organizer: { password: secrets.password },
      apiKey: secrets.apiKey,
      eventTypes: [{ slug: "30min" }, { slug: "15min" }],
    });
    await mayComeIn(demo);
    expect(await rows()).toMatchObject([{ length: 1 }, { length: 1 }]);
    expect(await readdir(dataDir)).toEqual(["demo.json"]);
  });

  test("after the key was created is completed without a second one", async () => {
    await start();
    const demo = await readDemo();
    const { apiKey, organizer } = demo;
    await writeFile(file("demo.pending.json"), JSON.stringify({ password: organizer.password, apiKey }));
    await rm(demoPath());
    await start();
    expect(await readDemo()).toEqual(demo);
    expect(await rows()).toMatchObject([{ length: 1 }, { length: 1 }]);
  });

  test("when only the note of its secrets was left loses that note", async () => {
    await start();
    await writeDown();
    await start();
    expect(existsSync(file("demo.pending.json"))).toBe(false);
    expect((await readDemo()).apiKey).not.toBe(secrets.apiKey);
  });
});
