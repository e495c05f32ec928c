import { type Logger, pino } from "pino";
import type { TestDatabase } from "@/db/testing/create-test-database";
import { admit, compose, type Mount, requestIdOf } from "@/server/context";
import { ManualClock } from "@/server/platform/clock";
import { readEnvironment } from "@/server/platform/env";
import type { RequestAllowance } from "@/server/platform/request-allowance";
import { type AppCaller, createCaller } from "@/server/routers/app-router";
import { testNow } from "@/server/services/testing/create-test-context";

export type OpenDoors = {
  clock: ManualClock;
  /** The lines that were logged, oldest first. */
  log: Record<string, unknown>[];
  /** The outbox ids that commits have reported, oldest first. */
  committedIds: string[];
  /** What a mount gives the handler behind it. */
  runtimeOf(mount: Mount): {
    clock: ManualClock;
    logger: Logger;
    requestIdOf(headers: Headers): string;
    admit(headers: Headers): Promise<{ allowance: RequestAllowance | null; caller(): AppCaller }>;
  };
  close(): Promise<void>;
};

/** The application on a test database, as its mounts use it, on a clock that stands at `testNow`, without limits. */
export function openDoors(database: TestDatabase, environment: Record<string, string> = {}): OpenDoors {
  const composition = compose(
    readEnvironment({
      DATABASE_URL: database.url,
      BETTER_AUTH_SECRET: "a secret of the tests, long enough",
      TWILIO_ACCOUNT_SID: `AC${"0".repeat(32)}`,
      TWILIO_AUTH_TOKEN: "test-token",
      TWILIO_FROM_NUMBER: "+15005550006",
      TWILIO_API_BASE_URL: "http://127.0.0.1:1",
      SMTP_URL: "smtp://127.0.0.1:1",
      LOG_LEVEL: "silent",
      PUNCTUAL_RATE_LIMITS: "off",
      ...environment,
    }),
  );
  const clock = new ManualClock(testNow);
  const log: Record<string, unknown>[] = [];
  const committedIds: string[] = [];
  const onCommitted = (ids: readonly string[]) => void committedIds.push(...ids);
  return {
    clock,
    log,
    committedIds,
    runtimeOf: (mount) => ({
      clock,
      logger: pino({ base: null }, { write: (line) => log.push(JSON.parse(line)) }),
      requestIdOf,
      admit: async (headers) => {
        const { allowance, context } = await admit(composition, { headers, mount }, { onCommitted, clock });
        return { allowance, caller: () => createCaller(context()) };
      },
    }),
    close: async () => {
      composition.providers.email.close();
      await composition.database.close();
    },
  };
}
