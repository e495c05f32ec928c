import { z } from "zod";
import { smsPricesSchema } from "@/server/domain/pricing/sms-prices";
import { type SmsProviderName, smsProviderNames } from "@/server/domain/workflows/sms-provider-name";
import { findHttpSmsFaults, type SettingFault } from "./find-http-sms-faults";
import { httpSmsSettings } from "./http-sms-settings";
import { type HttpSmsVariables, httpSmsVariables } from "./http-sms-variables";

const emptyToUndefined = (value: unknown) => (value === "" ? undefined : value);
const optional = (schema: z.ZodType<string>) => z.preprocess(emptyToUndefined, schema.optional());
const countriesSchema = z
  .string()
  .transform((text) => text.split(",").map((country) => country.trim().toUpperCase()))
  .refine((countries) => countries.every((country) => /^[A-Z]{2}$/.test(country)), {
    message: "must be ISO 3166 codes such as DE,AT,CH",
  });
const url = () => z.string().url();
const perMinute = (standard: number) => z.coerce.number().int().min(1).max(1_000_000).default(standard);
const jsonOf = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        ctx.addIssue({ code: "custom", message: "must be JSON" });
        return z.NEVER;
      }
    })
    .pipe(schema);
const hostsSchema = z
  .string()
  .transform((text) => text.split(",").map((host) => host.trim().toLowerCase()))
  .refine((hosts) => hosts.every((host) => URL.canParse(`http://${host}/`) && !/[/@?#]/.test(host)), {
    message: "must be hosts such as hooks.internal,127.0.0.1:9000",
  });

const environmentSchema = z
  .object({
    DATABASE_URL: url(),
    HOST: z.string().default("127.0.0.1"),
    PORT: z.coerce.number().int().min(1).max(65_535).default(3000),
    PUBLIC_URL: optional(url()),
    PUNCTUAL_DATA_DIR: z.string().default(".data"),
    PUNCTUAL_RATE_LIMITS: z.enum(["on", "off"]).default("on"),
    /** Requests a minute. */
    REQUESTS_PER_MINUTE_PER_KEY: perMinute(120),
    REQUESTS_PER_MINUTE_PER_ADDRESS: perMinute(120),
    PAGE_REQUESTS_PER_MINUTE: perMinute(600),
    ANONYMOUS_BOOKINGS_PER_MINUTE: perMinute(20),
    /** How many proxies in a row pass requests on; absent: one where only this machine can reach the application. */
    TRUSTED_PROXY_COUNT: z.preprocess(emptyToUndefined, z.coerce.number().int().min(0).max(10).optional()),
    BETTER_AUTH_SECRET: z.string().min(32),
    INNGEST_DEV: optional(z.string()),
    INNGEST_BASE_URL: optional(url()),
    INNGEST_EVENT_KEY: optional(z.string().min(1)),
    INNGEST_SIGNING_KEY: optional(z.string().min(1)),
    /** What texts leave through first; the other one is the second where it is configured too. */
    SMS_PROVIDER: z.preprocess(emptyToUndefined, z.enum(smsProviderNames).optional()),
    ...httpSmsVariables,
    TWILIO_ACCOUNT_SID: optional(z.string().regex(/^AC[0-9a-f]{32}$/, "must be AC and 32 hex digits")),
    TWILIO_AUTH_TOKEN: optional(z.string().min(1)),
    TWILIO_FROM_NUMBER: optional(z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an E.164 number")),
    TWILIO_MESSAGING_SERVICE_SID: optional(z.string().regex(/^MG[0-9a-f]{32}$/)),
    /** The number that WhatsApp messages come from; a messaging service may bring its own. */
    TWILIO_WHATSAPP_FROM: optional(z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an E.164 number")),
    /** ISO 3166 codes, separated by commas; all countries where it is empty. */
    SMS_ALLOWED_COUNTRIES: z.preprocess(emptyToUndefined, countriesSchema.optional()),
    /** What texts cost, as JSON, in place of the list prices. */
    SMS_PRICES: z.preprocess(emptyToUndefined, jsonOf(smsPricesSchema).optional()),
    TWILIO_API_BASE_URL: url().default("https://api.twilio.com"),
    SMTP_URL: url(),
    MAIL_FROM: z.string().default("Punctual <bookings@punctual.localhost>"),
    /** Whether webhooks may call this machine and private networks, also over plain HTTP. */
    WEBHOOK_ALLOW_PRIVATE_ADDRESSES: z.enum(["on", "off"]).default("off"),
    /** Hosts, separated by commas, for which the same is allowed: a name, or a name and a port. */
    WEBHOOK_ALLOWED_HOSTS: z.preprocess(emptyToUndefined, hostsSchema.optional()),
    /** Whom to tell when messages can't leave; by default the organizer who was set up first. */
    OPERATOR_EMAIL: optional(z.email("must be an e-mail address")),
    SANDBOX_URL: optional(url()),
    /** What ends in the sandbox while it is in use. */
    SANDBOX_SERVES: z.enum(["texts", "mails", "texts and mails"]).default("texts and mails"),
    RUNS_URL: optional(url()),
    SETUP_TOKEN: optional(z.string().min(16)),
    /** Run starts of sends, per second and sender. */
    SENDS_PER_SECOND: z.coerce.number().int().min(1).max(1000).default(50),
    /** Provider calls at once, per sender. */
    CONCURRENT_SENDS: z.coerce.number().int().min(1).max(100).default(10),
    DATABASE_MAX_CONNECTIONS: z.coerce.number().int().min(2).max(100).default(20),
    LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  })
  .superRefine((value, ctx) => {
    for (const { variable, message } of findSmsFaults(value)) {
      ctx.addIssue({ code: "custom", path: [variable], message });
    }
  })
  .refine((value) => value.PUNCTUAL_RATE_LIMITS === "on" || isLoopbackHost(value.HOST), {
    path: ["PUNCTUAL_RATE_LIMITS"],
    message: "can only be off while HOST is a loopback address",
  })
  .transform((value) => {
    const LOCAL_URL = `http://${isWildcardHost(value.HOST) ? "127.0.0.1" : value.HOST}:${value.PORT}`;
    const PUBLIC_URL = (value.PUBLIC_URL ?? LOCAL_URL).replace(/\/$/, "");
    const isEngineLocal =
      value.INNGEST_BASE_URL !== undefined && isLoopbackHost(new URL(value.INNGEST_BASE_URL).hostname);
    return {
      ...value,
      PUBLIC_URL,
      TRUSTED_PROXY_COUNT: value.TRUSTED_PROXY_COUNT ?? (isLoopbackHost(value.HOST) ? 1 : 0),
      /** The address at which parts on this machine reach the application. */
      LOCAL_URL,
      /** The address that providers of texts are given for callbacks. */
      CALLBACK_URL: value.SANDBOX_URL && value.SANDBOX_SERVES !== "mails" ? LOCAL_URL : PUBLIC_URL,
      SMS_PROVIDER: value.SMS_PROVIDER ?? (value.TWILIO_ACCOUNT_SID ? "twilio" : "http"),
      /** Null where no provider of texts is described by settings. */
      SMS_HTTP: httpSmsSettings(value),
      /** The address at which the Inngest server calls the functions. */
      SERVE_URL: isEngineLocal ? LOCAL_URL : PUBLIC_URL,
    };
  });

type SmsVariables = HttpSmsVariables & {
  SMS_PROVIDER?: SmsProviderName;
  TWILIO_ACCOUNT_SID?: string;
  TWILIO_AUTH_TOKEN?: string;
  TWILIO_FROM_NUMBER?: string;
  TWILIO_MESSAGING_SERVICE_SID?: string;
};

function findSmsFaults(value: SmsVariables): SettingFault[] {
  const faults = findHttpSmsFaults(value);
  const hasTwilio = value.TWILIO_ACCOUNT_SID !== undefined;
  const hasHttp = value.SMS_HTTP_URL !== undefined;
  if (value.SMS_PROVIDER === "http" && !hasHttp) {
    faults.push({ variable: "SMS_HTTP_URL", message: "set it, since SMS_PROVIDER is http" });
  }
  if (!hasTwilio) {
    if (value.SMS_PROVIDER === "twilio" || !hasHttp) {
      faults.push({
        variable: "TWILIO_ACCOUNT_SID",
        message: "set it, or describe another provider of texts",
      });
    }
    return faults;
  }
  if (value.TWILIO_AUTH_TOKEN === undefined) {
    faults.push({ variable: "TWILIO_AUTH_TOKEN", message: "set it too, since TWILIO_ACCOUNT_SID is set" });
  }
  if (value.TWILIO_FROM_NUMBER === undefined && value.TWILIO_MESSAGING_SERVICE_SID === undefined) {
    faults.push({ variable: "TWILIO_FROM_NUMBER", message: "set it, or TWILIO_MESSAGING_SERVICE_SID" });
  }
  return faults;
}

export type Environment = z.output<typeof environmentSchema>;

function isWildcardHost(host: string): boolean {
  return host === "0.0.0.0" || host === "::" || host === "[::]";
}

/** Whether a host name or address can only be reached from this machine. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * The configuration of the application, checked as a whole.
 * @throws Error that names each variable at fault and what it must be.
 */
export function readEnvironment(source: Record<string, string | undefined>): Environment {
  const parsed = environmentSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The configuration is not usable:\n${faults.join("\n")}`);
}
