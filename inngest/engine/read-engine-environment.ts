import { z } from "zod";

const environmentSchema = z.object({
  ENGINE_PORT: z.coerce.number().int().min(0).max(65_535),
  ENGINE_APP_URL: z.url(),
  DATABASE_URL: z.url(),
  INNGEST_EVENT_KEY: z.string().min(1),
  INNGEST_SIGNING_KEY: z.string().regex(/^signkey-\w+-[0-9a-f]+$/, "must be signkey-<name>-<hex digits>"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

export type EngineEnvironment = z.output<typeof environmentSchema>;

/**
 * The configuration of the engine's process.
 * @throws Error that names each variable at fault and what it must be
 */
export function readEngineEnvironment(source: Record<string, string | undefined>): EngineEnvironment {
  const parsed = environmentSchema.safeParse(source);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The engine's configuration is not usable:\n${faults.join("\n")}`);
}
