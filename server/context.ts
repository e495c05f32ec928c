import { type OpenDatabase, openDatabase } from "@/db/client";
import type { Door } from "@/server/domain/bookings/door";
import { htmlMail } from "@/server/domain/templates/html-mail";
import { systemClock } from "@/server/platform/clock";
import type { Environment } from "@/server/platform/env";
import { createLogger, type Logger } from "@/server/platform/logger";
import { systemRandom } from "@/server/platform/random";
import { createSmtpProvider } from "@/server/providers/email/smtp";
import { createTwilioProvider } from "@/server/providers/sms/twilio";
import { createOrganizerAuth, type OrganizerAuth } from "@/server/services/accounts/create-organizer-auth";
import { verifyApiKey } from "@/server/services/accounts/verify-api-key";
import type { Actor, ServiceContext } from "@/server/services/service-context";

/** What every context of a process shares. */
export type Composition = {
  env: Environment;
  database: OpenDatabase;
  logger: Logger;
  auth: OrganizerAuth;
  providers: ServiceContext["providers"];
};

/** Where a request came in: this, with the credential, decides the door. */
export type Mount = "pages" | "rest";

const connectTimeoutMs = 3_000;
const providerTimeoutMs = 10_000;

/** Opens the database and the providers that the environment names; nothing is contacted yet. */
export function compose(env: Environment): Composition {
  const logger = createLogger({ level: env.LOG_LEVEL, name: "punctual" });
  const database = openDatabase(env.DATABASE_URL, { maxConnections: env.DATABASE_MAX_CONNECTIONS });
  const timeouts = { connectTimeoutMs, timeoutMs: providerTimeoutMs };
  const email = createSmtpProvider({ url: env.SMTP_URL, from: env.MAIL_FROM, ...timeouts });
  const sms = createTwilioProvider({
    accountSid: env.TWILIO_ACCOUNT_SID,
    authToken: env.TWILIO_AUTH_TOKEN,
    fromNumber: env.TWILIO_FROM_NUMBER,
    whatsAppFrom: env.TWILIO_WHATSAPP_FROM,
    messagingServiceSid: env.TWILIO_MESSAGING_SERVICE_SID,
    apiBaseUrl: env.TWILIO_API_BASE_URL,
    publicUrl: env.CALLBACK_URL,
    clock: systemClock,
    ...timeouts,
  });
  const auth = createOrganizerAuth({
    db: database.db,
    secret: env.BETTER_AUTH_SECRET,
    publicUrl: env.PUBLIC_URL,
    rateLimitsOn: env.PUNCTUAL_RATE_LIMITS === "on",
    logger,
    sendResetPasswordMail: async ({ email: to, name, url }) => {
      const text = `Hi ${name},\n\nsomeone asked for a new password for your Punctual account. If it was you, choose one here within an hour:\n\n${url}\n\nIf it wasn't you, there is nothing to do.`;
      const id = systemRandom.uuid();
      const outcome = await email.send({
        to,
        subject: "Choose a new password",
        text,
        html: htmlMail(text),
        messageId: id,
        attemptId: id,
      });
      if (outcome.kind !== "accepted") logger.error({ outcome: outcome.kind }, "password mail was not sent");
    },
  });
  return { env, database, logger, auth, providers: { sms, secondSms: null, email } };
}

/** A context for an actor at a door. */
export function createContext(
  composition: Composition,
  request: {
    requestId: string;
    door: Door;
    actor: Actor;
    onCommitted: ServiceContext["onCommitted"];
  },
): ServiceContext {
  const { env, database, logger, auth, providers } = composition;
  return {
    db: database.db,
    clock: systemClock,
    random: systemRandom,
    logger,
    publicUrl: env.PUBLIC_URL,
    providers,
    auth,
    installation: {
      setupToken: env.SETUP_TOKEN ?? null,
      sandbox: env.SANDBOX_URL ? { url: env.SANDBOX_URL, serves: env.SANDBOX_SERVES } : null,
      runsUrl: env.RUNS_URL ?? null,
      smsCountries: env.SMS_ALLOWED_COUNTRIES ?? null,
      sendsWhatsApp: env.TWILIO_WHATSAPP_FROM !== undefined || env.TWILIO_MESSAGING_SERVICE_SID !== undefined,
    },
    ...request,
  };
}

/**
 * The actor that a request's headers prove: an API key at any mount, a session only where pages call, else
 * anonymous.
 * @throws ServiceError UNAUTHORIZED for a key that is not valid.
 */
export async function actorOf(composition: Composition, headers: Headers, mount: Mount): Promise<Actor> {
  const authorization = headers.get("authorization")?.trim();
  if (authorization) {
    const key = authorization.replace(/^Bearer\s+/i, "");
    return { kind: "api_key", ...(await verifyApiKey(composition.database.db, key, systemClock.now())) };
  }
  if (mount === "rest" || !headers.has("cookie")) return { kind: "anonymous" };
  const session = await composition.auth.api.getSession({ headers });
  return session ? { kind: "organizer", userId: Number(session.user.id) } : { kind: "anonymous" };
}

/** The door that a mount and a credential make. */
export function doorOf(mount: Mount, actor: Actor): Door {
  if (mount === "rest") return "rest";
  return actor.kind === "organizer" ? "organizer" : "web";
}

/** The id that a caller gave its request, where it is usable, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : systemRandom.uuid();
}
