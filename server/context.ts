import { type OpenDatabase, openDatabase } from "@/db/client";
import type { Door } from "@/server/domain/bookings/door";
import { listPrices } from "@/server/domain/pricing/sms-prices";
import { htmlMail } from "@/server/domain/templates/html-mail";
import { type Clock, systemClock } from "@/server/platform/clock";
import type { Environment } from "@/server/platform/env";
import { createLogger, type Logger } from "@/server/platform/logger";
import { nameOfAddress } from "@/server/platform/name-of-address";
import { systemRandom } from "@/server/platform/random";
import type { RequestAllowance } from "@/server/platform/request-allowance";
import { createSecretBox, type SecretBox } from "@/server/platform/secret-box";
import { ServiceError } from "@/server/platform/service-error";
import { createSmtpProvider } from "@/server/providers/email/smtp";
import { createHttpSmsProvider } from "@/server/providers/sms/http";
import { createTwilioProvider } from "@/server/providers/sms/twilio";
import { createHttpWebhookProvider } from "@/server/providers/webhook/http-webhook";
import { createOrganizerAuth, type OrganizerAuth } from "@/server/services/accounts/create-organizer-auth";
import { verifyApiKey } from "@/server/services/accounts/verify-api-key";
import { admitRequest } from "@/server/services/request-limits/admit-request";
import { nameSenders } from "@/server/services/senders/name-senders";
import type { Actor, RequestLimits, ServiceContext } from "@/server/services/service-context";

/** What every context of a process shares. */
export type Composition = {
  env: Environment;
  database: OpenDatabase;
  logger: Logger;
  auth: OrganizerAuth;
  providers: ServiceContext["providers"];
  secrets: SecretBox;
};

/** Where a request came in: this, with the credential, decides the door. */
export type Mount = "pages" | "rest" | "mcp";

const connectTimeoutMs = 3_000;
const providerTimeoutMs = 10_000;
const statementTimeoutMs = 30_000;
const timeouts = { connectTimeoutMs, timeoutMs: providerTimeoutMs };

/** Opens the database and the providers that the environment names; nothing is contacted yet. */
export function compose(env: Environment): Composition {
  const logger = createLogger({ level: env.LOG_LEVEL, name: "punctual" });
  const database = openDatabase(env.DATABASE_URL, {
    maxConnections: env.DATABASE_MAX_CONNECTIONS,
    statementTimeoutMs,
  });
  const email = createSmtpProvider({ url: env.SMTP_URL, from: env.MAIL_FROM, ...timeouts });
  const { sms, secondSms } = createSmsProviders(env);
  const webhook = createHttpWebhookProvider({
    allowsPrivate: env.WEBHOOK_ALLOW_PRIVATE_ADDRESSES === "on",
    allowedHosts: env.WEBHOOK_ALLOWED_HOSTS ?? [],
    clock: systemClock,
    ...timeouts,
  });
  const secrets = createSecretBox(env.BETTER_AUTH_SECRET);
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
  return { env, database, logger, auth, providers: { sms, secondSms, email, webhook }, secrets };
}

/** The provider of texts that the environment puts first, and the other one if it is configured too. */
function createSmsProviders(env: Environment): Pick<Composition["providers"], "sms" | "secondSms"> {
  const wiring = { publicUrl: env.CALLBACK_URL, clock: systemClock, ...timeouts };
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, SMS_HTTP: settings } = env;
  const twilio =
    accountSid === undefined || authToken === undefined
      ? null
      : createTwilioProvider({
          accountSid,
          authToken,
          fromNumber: env.TWILIO_FROM_NUMBER,
          whatsAppFrom: env.TWILIO_WHATSAPP_FROM,
          messagingServiceSid: env.TWILIO_MESSAGING_SERVICE_SID,
          apiBaseUrl: env.TWILIO_API_BASE_URL,
          ...wiring,
        });
  const other = settings === null ? null : createHttpSmsProvider({ settings, ...wiring });
  const [sms, secondSms] = env.SMS_PROVIDER === "twilio" ? [twilio, other] : [other, twilio];
  if (sms === null) throw new Error(`The provider of texts named by SMS_PROVIDER is not configured.`);
  return { sms, secondSms };
}

/** A context for an actor at a door. */
export function createContext(
  composition: Composition,
  request: {
    requestId: string;
    door: Door;
    actor: Actor;
    askedFrom: string | null;
    onCommitted: ServiceContext["onCommitted"];
  },
): ServiceContext {
  const { env, database, logger, auth, providers, secrets } = composition;
  return {
    db: database.db,
    clock: systemClock,
    random: systemRandom,
    logger,
    publicUrl: env.PUBLIC_URL,
    providers,
    secrets,
    auth,
    installation: {
      setupToken: env.SETUP_TOKEN ?? null,
      sandbox: env.SANDBOX_URL ? { url: env.SANDBOX_URL, serves: env.SANDBOX_SERVES } : null,
      runsUrl: env.RUNS_URL ?? null,
      operatorEmail: env.OPERATOR_EMAIL ?? null,
      senderNames: nameSenders(providers, {
        texts: env.TWILIO_MESSAGING_SERVICE_SID ?? env.TWILIO_FROM_NUMBER,
        whatsApp: env.TWILIO_WHATSAPP_FROM,
        textsOverHttp: env.SMS_HTTP?.from,
        mails: env.MAIL_FROM,
      }),
      smsCountries: env.SMS_ALLOWED_COUNTRIES ?? null,
      smsPrices: env.SMS_PRICES ?? listPrices,
      sendsWhatsApp:
        env.TWILIO_ACCOUNT_SID !== undefined &&
        (env.TWILIO_WHATSAPP_FROM !== undefined || env.TWILIO_MESSAGING_SERVICE_SID !== undefined),
      requestLimits: requestLimitsOf(env),
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
  if (mount !== "pages" || !headers.has("cookie")) return { kind: "anonymous" };
  const session = await composition.auth.api.getSession({ headers });
  return session ? { kind: "organizer", userId: Number(session.user.id) } : { kind: "anonymous" };
}

/** A request that came in. */
export type Admission = {
  /** What is left of the asker's limit once this request is counted; null where nothing is limited. */
  allowance: RequestAllowance | null;
  /** @throws ServiceError UNAUTHORIZED where the request names a key that is not valid. */
  context(): ServiceContext;
};

/** Counts a request, whether or not its credential is good, so that keys can't be guessed at leisure. */
export async function admit(
  composition: Composition,
  { headers, mount }: { headers: Headers; mount: Mount },
  surroundings: { onCommitted: ServiceContext["onCommitted"]; clock?: Clock },
): Promise<Admission> {
  const contextOf = (actor: Actor): ServiceContext => ({
    ...requestContext(composition, { headers, mount, actor, onCommitted: surroundings.onCommitted }),
    clock: surroundings.clock ?? systemClock,
  });
  try {
    const context = contextOf(await actorOf(composition, headers, mount));
    return { allowance: await admitRequest(context), context: () => context };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const refuse = () => {
      throw error;
    };
    return { allowance: await admitRequest(contextOf({ kind: "anonymous" })), context: refuse };
  }
}

/** The context of a request by an actor. */
export function requestContext(
  composition: Composition,
  request: { headers: Headers; mount: Mount; actor: Actor; onCommitted: ServiceContext["onCommitted"] },
): ServiceContext {
  const { headers, mount, actor, onCommitted } = request;
  const askedFrom = nameOfAddress(
    headers.get("x-forwarded-for") ?? "unknown",
    composition.env.BETTER_AUTH_SECRET,
  );
  return createContext(composition, {
    requestId: requestIdOf(headers),
    door: doorOf(mount, actor),
    actor,
    askedFrom,
    onCommitted,
  });
}

function requestLimitsOf(env: Environment): RequestLimits | null {
  if (env.PUNCTUAL_RATE_LIMITS === "off") return null;
  return {
    perKey: env.REQUESTS_PER_MINUTE_PER_KEY,
    perAddress: env.REQUESTS_PER_MINUTE_PER_ADDRESS,
    ofPages: env.PAGE_REQUESTS_PER_MINUTE,
    anonymousBookings: env.ANONYMOUS_BOOKINGS_PER_MINUTE,
  };
}

/** The door that a mount and a credential make. */
export function doorOf(mount: Mount, actor: Actor): Door {
  if (mount !== "pages") return mount;
  return actor.kind === "organizer" ? "organizer" : "web";
}

/** The id that a caller gave its request, where it is usable, else a new one. */
export function requestIdOf(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given && /^[\w-]{8,64}$/.test(given) ? given : systemRandom.uuid();
}
