import { randomBytes } from "node:crypto";
import { serve } from "inngest/edge";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { Sandbox, type SandboxOptions } from "@/sandbox/sandbox";
import type { Door } from "@/server/domain/bookings/door";
import type { SmsProviderName } from "@/server/domain/workflows/sms-provider-name";
import { ManualClock } from "@/server/platform/clock";
import { createLogger } from "@/server/platform/logger";
import { systemRandom } from "@/server/platform/random";
import { createSecretBox } from "@/server/platform/secret-box";
import { createSmtpProvider } from "@/server/providers/email/smtp";
import { createHttpSmsProvider } from "@/server/providers/sms/http";
import {
  httpSmsAccount,
  httpSmsVariables,
  readHttpSmsSettings,
} from "@/server/providers/sms/testing/http-sms-sandbox";
import { createTwilioProvider } from "@/server/providers/sms/twilio";
import { createHttpWebhookProvider } from "@/server/providers/webhook/http-webhook";
import { createOrganizer, type NewOrganizer } from "@/server/services/accounts/create-organizer";
import type { Actor, ServiceContext } from "@/server/services/service-context";
import { createTestAuth } from "@/server/services/testing/create-test-auth";
import { plainInstallation } from "@/server/services/testing/plain-installation";
import { createInngestClient } from "../client";
import { createFunctions } from "../create-functions";
import { EmbeddedEngine } from "../engine/embedded-engine";
import { drivenScheduler } from "../engine/scheduler";
import { driveUntil } from "../engine/testing/drive-until";
import { relayOutbox } from "../relay";
import { type CallbackReceiver, startCallbackReceiver } from "./start-callback-receiver";

/**
 * The whole product in one process, on a clock that stands still: real services, functions, engine and Postgres,
 * real providers, and the sandbox at the other end of their wire.
 */
export type World = {
  database: TestDatabase;
  clock: ManualClock;
  sandbox: Sandbox;
  engine: EmbeddedEngine;
  callbacks: CallbackReceiver;
  /** An organizer with the starting data, open on weekdays 09:00–17:00 UTC. */
  organizer: NewOrganizer;
  contextAs(actor: Actor, door?: Door): ServiceContext;
  /** Relays and runs all that is due, until nothing moves any more. */
  settle(): Promise<void>;
  /** Moves the clock forward, doing on the way what becomes due. */
  advanceTo(instant: Date): Promise<void>;
  close(): Promise<void>;
};

const eventKey = "world-event-key";
const signingKey = `signkey-test-${randomBytes(16).toString("hex")}`;
const accountSid = `AC${"0".repeat(31)}1`;
const authToken = "world-auth-token";

export type WorldOptions = {
  /** How much the sandbox keeps; as much as on its own by default. */
  sandboxLimits?: SandboxOptions["limits"];
  /** What texts leave through: Twilio alone by default, or the sandbox's HTTP provider with Twilio as the second. */
  textsLeaveBy?: SmsProviderName;
  /** How long a provider may take to answer. */
  providerTimeoutMs?: number;
  /** The countries that texts may go to; all by default. */
  smsCountries?: readonly string[];
};

export async function createWorld(
  startAt = new Date("2027-03-01T08:00:00Z"),
  { sandboxLimits, textsLeaveBy = "twilio", providerTimeoutMs = 2_000, smsCountries }: WorldOptions = {},
): Promise<World> {
  const database = await createTestDatabase({ maxConnections: 20 });
  const clock = new ManualClock(startAt);
  const callbacks = await startCallbackReceiver(authToken);
  const sandbox = await Sandbox.start({
    httpPort: 0,
    smtpPort: 0,
    accountSid,
    authToken,
    storage: "memory",
    publicUrl: callbacks.url,
    localUrl: callbacks.url,
    limits: sandboxLimits,
    httpSms: httpSmsAccount,
    clock,
  });
  const wiring = { clock, publicUrl: callbacks.url, timeoutMs: providerTimeoutMs };
  const providers = createProviders(sandbox, textsLeaveBy, wiring);
  const auth = createTestAuth(database.db, callbacks.url);
  const logger = createLogger({ level: process.env.LOG_LEVEL ?? "silent", name: "world" });
  const contextAs = (actor: Actor, door: Door = "web"): ServiceContext => ({
    db: database.db,
    clock,
    random: systemRandom,
    logger,
    requestId: systemRandom.uuid(),
    door,
    actor,
    askedFrom: null,
    publicUrl: callbacks.url,
    providers,
    auth,
    secrets: createSecretBox(signingKey),
    installation: { ...plainInstallation, smsCountries: smsCountries ?? null },
    onCommitted: () => undefined,
  });
  const systemContext = (requestId: string) => ({ ...contextAs({ kind: "system" }, "organizer"), requestId });
  const httpSms = readHttpSmsSettings(httpSmsVariables(sandbox.url));
  callbacks.deliverTo(() => systemContext("callback"), httpSms);

  const { engine, inngest } = await startEngine(database, clock, systemContext);
  const organizer = await createOrganizer(
    { db: database.db, auth },
    {
      name: "Maya Lindqvist",
      email: "maya@example.com",
      username: "maya",
      password: "correct horse battery",
      timeZone: "UTC",
    },
  );
  const relay = () => relayOutbox(inngest, systemContext("relay"));
  const settle = async () => {
    do {
      await engine.runUntilIdle();
      await sandbox.whenQuiet();
    } while ((await relay()).sent > 0);
  };
  return {
    database,
    clock,
    sandbox,
    engine,
    callbacks,
    organizer,
    contextAs,
    settle,
    advanceTo: async (instant) => {
      await settle();
      await driveUntil({ runUntilIdle: settle, nextDueAt: () => engine.nextDueAt() }, clock, instant);
    },
    close: async () => {
      await engine.stop();
      await sandbox.stop();
      await callbacks.stop();
      providers.email.close();
      await database.close();
    },
  };
}

async function startEngine(
  database: TestDatabase,
  clock: ManualClock,
  systemContext: (requestId: string) => ServiceContext,
) {
  let handler: (request: Request) => Promise<Response> = async () => new Response(null, { status: 503 });
  const engine = new EmbeddedEngine({
    databaseUrl: database.url,
    appUrl: "http://app.test/api/inngest",
    eventKey,
    signingKey,
    clock,
    scheduler: drivenScheduler,
    send: (request) => handler(request),
  });
  await engine.start();
  const silent = () => undefined;
  const inngest = createInngestClient({
    isDev: false,
    baseUrl: engine.url,
    eventKey,
    signingKey,
    logger: { info: silent, warn: silent, error: silent, debug: silent },
  });
  const limits = { sendsPerSecond: 1000, concurrentSends: 10 };
  handler = serve({ client: inngest, functions: createFunctions({ inngest, systemContext, limits }) });
  const synced = await engine.sync();
  if (synced.error) throw new Error(synced.error);
  return { engine, inngest };
}

function createProviders(
  sandbox: Sandbox,
  textsLeaveBy: SmsProviderName,
  { clock, publicUrl, timeoutMs }: { clock: ManualClock; publicUrl: string; timeoutMs: number },
) {
  const timeouts = { connectTimeoutMs: timeoutMs / 2, timeoutMs };
  const twilio = createTwilioProvider({
    accountSid,
    authToken,
    fromNumber: "+15005550006",
    whatsAppFrom: "+15005550006",
    apiBaseUrl: sandbox.url,
    publicUrl,
    clock,
    ...timeouts,
  });
  const settings = readHttpSmsSettings(httpSmsVariables(sandbox.url));
  const http = createHttpSmsProvider({ settings, publicUrl, clock, ...timeouts });
  return {
    ...(textsLeaveBy === "http" ? { sms: http, secondSms: twilio } : { sms: twilio, secondSms: null }),
    email: createSmtpProvider({
      url: sandbox.smtpUrl,
      from: "Punctual <bookings@punctual.localhost>",
      ...timeouts,
    }),
    webhook: createHttpWebhookProvider({ allowsPrivate: true, allowedHosts: [], clock, ...timeouts }),
  };
}
