import { sandboxHttpSmsAccount, sandboxHttpSmsSettings } from "./sandbox-http-sms";
import type { Secrets } from "./secrets";
import type { Settings } from "./settings";

export type PartPorts = { sandboxHttp: number; sandboxSmtp: number; engine: number };

type Inherited = Record<string, string | undefined>;

export type ChildEnvironmentInput = {
  inherited: Inherited;
  settings: Settings;
  secrets: Secrets;
  ports: PartPorts;
  databaseUrl: string;
  setupToken: string | undefined;
};

/** A number of the range set aside for fiction. */
const sandboxFromNumber = "+12025550100";

const loopbackUrl = (port: number) => `http://127.0.0.1:${port}`;

/** Where the sandbox answers; `undefined` when real senders are configured for texts and e-mail both. */
export function sandboxUrl(settings: Settings, ports: PartPorts): string | undefined {
  const used = settings.sandboxServesSms || settings.sandboxServesMail;
  return used ? loopbackUrl(ports.sandboxHttp) : undefined;
}

/** What ends in the sandbox, for the application to say so. */
function sandboxServes({ sandboxServesSms, sandboxServesMail }: Settings): string | undefined {
  if (sandboxServesSms && sandboxServesMail) return "texts and mails";
  if (sandboxServesSms) return "texts";
  return sandboxServesMail ? "mails" : undefined;
}

/** Where the page with the runs of Inngest's functions is, when it is known. */
export function runsUrl(settings: Settings, ports: PartPorts, inherited: Inherited) {
  if (settings.engineIsEmbedded) return loopbackUrl(ports.engine);
  return inherited.INNGEST_DEV?.startsWith("http") ? inherited.INNGEST_DEV : undefined;
}

/** What the application is started with: what we were given, completed by what our own parts provide. */
export function applicationEnvironment(input: ChildEnvironmentInput): NodeJS.ProcessEnv {
  const { inherited, settings, secrets, ports } = input;
  return withoutEmpty({
    ...sharedEnvironment(input),
    PUBLIC_URL: settings.publicUrl,
    BETTER_AUTH_SECRET: inherited.BETTER_AUTH_SECRET || secrets.betterAuthSecret,
    ...(settings.engineIsEmbedded && {
      INNGEST_BASE_URL: loopbackUrl(ports.engine),
      INNGEST_EVENT_KEY: secrets.inngestEventKey,
      INNGEST_SIGNING_KEY: secrets.inngestSigningKey,
    }),
    RUNS_URL: inherited.RUNS_URL || runsUrl(settings, ports, inherited),
    ...(settings.sandboxServesSms && {
      TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
      TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
      TWILIO_FROM_NUMBER: inherited.TWILIO_FROM_NUMBER || sandboxFromNumber,
      TWILIO_WHATSAPP_FROM: inherited.TWILIO_WHATSAPP_FROM || sandboxFromNumber,
      TWILIO_API_BASE_URL: loopbackUrl(ports.sandboxHttp),
      ...sandboxHttpSmsSettings(secrets, loopbackUrl(ports.sandboxHttp)),
    }),
    ...(settings.sandboxServesMail && { SMTP_URL: `smtp://127.0.0.1:${ports.sandboxSmtp}` }),
    SANDBOX_URL: sandboxUrl(settings, ports),
    SANDBOX_SERVES: sandboxServes(settings),
    SETUP_TOKEN: input.setupToken,
    NEXT_TELEMETRY_DISABLED: "1",
  });
}

export function sandboxEnvironment(input: ChildEnvironmentInput): NodeJS.ProcessEnv {
  const { secrets, ports } = input;
  return withoutEmpty({
    ...sharedEnvironment(input),
    SANDBOX_HTTP_PORT: String(ports.sandboxHttp),
    SANDBOX_SMTP_PORT: String(ports.sandboxSmtp),
    TWILIO_ACCOUNT_SID: secrets.twilioAccountSid,
    TWILIO_AUTH_TOKEN: secrets.twilioAuthToken,
    ...sandboxHttpSmsAccount(secrets),
  });
}

export function engineEnvironment(input: ChildEnvironmentInput): NodeJS.ProcessEnv {
  const { settings, secrets, ports } = input;
  return withoutEmpty({
    ...sharedEnvironment(input),
    ENGINE_PORT: String(ports.engine),
    ENGINE_APP_URL: `${settings.localUrl}/api/inngest`,
    INNGEST_EVENT_KEY: secrets.inngestEventKey,
    INNGEST_SIGNING_KEY: secrets.inngestSigningKey,
  });
}

function sharedEnvironment({ inherited, settings, databaseUrl }: ChildEnvironmentInput) {
  return {
    ...inherited,
    NODE_ENV: settings.dev ? ("development" as const) : ("production" as const),
    DATABASE_URL: databaseUrl,
    HOST: settings.host,
    PORT: String(settings.port),
    PUNCTUAL_DATA_DIR: settings.dataDir,
    PUNCTUAL_RATE_LIMITS: inherited.PUNCTUAL_RATE_LIMITS || "on",
    LOG_LEVEL: settings.logLevel,
  };
}

function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = { ...environment };
  for (const [name, value] of Object.entries(kept)) if (!value) delete kept[name];
  return kept;
}
