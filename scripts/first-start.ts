import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { asc, eq } from "drizzle-orm";
import { type OpenDatabase, openDatabase } from "@/db/client";
import { eventTypes } from "@/db/schema/event-types";
import { apiKeys, users } from "@/db/schema/users";
import { createOrganizer } from "@/server/services/accounts/create-organizer";
import { createOrganizerAuth } from "@/server/services/accounts/create-organizer-auth";
import { apiKeyPrefix, hashApiKey } from "@/server/services/accounts/verify-api-key";

export type FirstStartOptions = {
  databaseUrl: string;
  dataDir: string;
  baseUrl: string;
  sandboxUrl: string | null;
};

export type DemoFile = {
  baseUrl: string;
  organizer: { username: string; email: string; password: string };
  apiKey: string;
  eventTypes: { id: number; slug: string; lengthInMinutes: number; url: string; phoneRequired: boolean }[];
  sandboxUrl: string | null;
};

type Secrets = { password: string; apiKey: string };

const organizer = { name: "Maya Lindqvist", username: "maya", email: "maya@punctual.localhost" };

/**
 * Creates the organizer of a fresh installation and writes what there is to know about it to `demo.json`. On
 * later starts it only keeps the addresses in that file current. Secrets are written before they are used, so
 * that an interrupted first start is completed by the next.
 */
export async function createFirstStartData(options: FirstStartOptions): Promise<void> {
  const demoPath = path.join(options.dataDir, "demo.json");
  const pendingPath = path.join(options.dataDir, "demo.pending.json");
  if (existsSync(demoPath)) {
    rmSync(pendingPath, { force: true });
    return refreshAddresses(demoPath, options);
  }
  const database = openDatabase(options.databaseUrl, { maxConnections: 2 });
  try {
    const secrets = takeSecrets(pendingPath);
    const [existing] = await database.db.select({ id: users.id }).from(users).limit(1);
    if (existing && !existsSync(pendingPath)) return;
    if (!existing) writePrivately(pendingPath, secrets);
    const userId = existing?.id ?? (await createUser(database, options, secrets.password));
    await ensureApiKey(database, userId, secrets.apiKey);
    writePrivately(demoPath, await demoFile(database, userId, options, secrets));
    rmSync(pendingPath, { force: true });
  } finally {
    await database.close();
  }
}

function takeSecrets(pendingPath: string): Secrets {
  if (existsSync(pendingPath)) return JSON.parse(readFileSync(pendingPath, "utf8"));
  return {
    password: randomBytes(12).toString("base64url"),
    apiKey: `${apiKeyPrefix}live_${randomBytes(24).toString("base64url")}`,
  };
}

async function createUser(
  database: OpenDatabase,
  options: FirstStartOptions,
  password: string,
): Promise<number> {
  const auth = createOrganizerAuth({
    db: database.db,
    secret: randomBytes(32).toString("hex"),
    publicUrl: options.baseUrl,
    rateLimitsOn: false,
    sendResetPasswordMail: async () => undefined,
  });
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
  const { userId } = await createOrganizer({ db: database.db, auth }, { ...organizer, password, timeZone });
  return userId;
}

async function ensureApiKey({ db }: OpenDatabase, ownerId: number, apiKey: string): Promise<void> {
  await db
    .insert(apiKeys)
    .values({ ownerId, name: "First key", hash: hashApiKey(apiKey), lastCharacters: apiKey.slice(-4) })
    .onConflictDoNothing();
}

async function demoFile(
  { db }: OpenDatabase,
  userId: number,
  { baseUrl, sandboxUrl }: FirstStartOptions,
  { password, apiKey }: Secrets,
): Promise<DemoFile> {
  const owned = await db
    .select()
    .from(eventTypes)
    .where(eq(eventTypes.ownerId, userId))
    .orderBy(asc(eventTypes.id));
  return {
    baseUrl,
    organizer: { username: organizer.username, email: organizer.email, password },
    apiKey,
    eventTypes: owned.map(({ id, slug, lengthMinutes, phoneRequired }) => ({
      id,
      slug,
      lengthInMinutes: lengthMinutes,
      url: `${baseUrl}/${organizer.username}/${slug}`,
      phoneRequired,
    })),
    sandboxUrl,
  };
}

function refreshAddresses(demoPath: string, { baseUrl, sandboxUrl }: FirstStartOptions): void {
  const demo: DemoFile = JSON.parse(readFileSync(demoPath, "utf8"));
  if (demo.baseUrl === baseUrl && demo.sandboxUrl === sandboxUrl) return;
  const moved = demo.eventTypes.map((eventType) => ({
    ...eventType,
    url: `${baseUrl}/${demo.organizer.username}/${eventType.slug}`,
  }));
  writePrivately(demoPath, { ...demo, baseUrl, sandboxUrl, eventTypes: moved });
}

/** Only its owner may read it, and a reader sees the old content or the new, never half of it. */
function writePrivately(filePath: string, content: unknown): void {
  const temporaryPath = `${filePath}.${process.pid}.tmp`;
  writeFileSync(temporaryPath, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(temporaryPath, filePath);
}
