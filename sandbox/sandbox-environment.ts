import { z } from "zod";

const port = z.coerce.number().int().min(1).max(65_535);
const e164 = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be an E.164 number");

const schema = z.object({
  SANDBOX_HTTP_PORT: port,
  SANDBOX_SMTP_PORT: port,
  SANDBOX_INBOUND_URL: z.url().optional(),
  TWILIO_ACCOUNT_SID: z.string().regex(/^AC[0-9a-f]{32}$/, "must be AC and 32 hex digits"),
  TWILIO_AUTH_TOKEN: z.string().min(1),
  TWILIO_FROM_NUMBER: e164.optional(),
  SANDBOX_HTTP_SMS_KEY: z.string().min(16),
  SANDBOX_HTTP_SMS_SIGNING_SECRET: z.string().min(16),
  SANDBOX_HTTP_SMS_CALLBACK_SECRET: z.string().min(16),
  SANDBOX_HTTP_SMS_FROM: e164,
  PUNCTUAL_DATA_DIR: z.string().min(1),
  HOST: z.string().default("127.0.0.1"),
  PORT: port.default(3000),
  PUBLIC_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type SandboxEnvironment = z.output<typeof schema> & { localUrl: string };

/** The address under which a server bound to `host` answers on this machine. */
function reachableHost(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
}

/**
 * The configuration of the sandbox's process.
 * @throws Error that names each variable at fault and what it must be.
 */
export function readSandboxEnvironment(source: Record<string, string | undefined>): SandboxEnvironment {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    return { ...parsed.data, localUrl: `http://${reachableHost(parsed.data.HOST)}:${parsed.data.PORT}` };
  }
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The sandbox's configuration is not usable:\n${faults.join("\n")}`);
}
