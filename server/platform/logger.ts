import { type Logger, pino } from "pino";
import { errorFacts } from "./error-facts";

export type { Logger };

/** A JSON logger whose lines carry ids and codes only; fields that could hold personal data are removed. */
export function createLogger(options: { level: string; name: string }): Logger {
  return pino({
    level: options.level,
    base: { name: options.name },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: (error: unknown) => errorFacts(error) },
    redact: {
      paths: ["*.email", "*.phoneNumber", "*.body", "*.authorization", "*.recipient", "headers", "*.headers"],
      remove: true,
    },
  });
}
