import type { Sql } from "postgres";
import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/logger";
import type { Random } from "@/server/platform/random";
import type { FunctionRegistry } from "./function-registry";
import type { Scheduler } from "./scheduler";
import type { UlidSource } from "./ulid-source";

/** Carries a request to the app; the default is `fetch`, a test may call the app's handler in its process. */
export type Transport = (request: Request) => Promise<Response>;

/** What the parts of one engine share. */
export type EngineContext = {
  sql: Sql;
  appUrl: string;
  eventKey: string;
  signingKey: string;
  clock: Clock;
  /** The time that signatures carry, which the SDK compares with its own clock. */
  wallClock: Clock;
  random: Random;
  scheduler: Scheduler;
  logger: Logger;
  send: Transport;
  ids: UlidSource;
  registry: FunctionRegistry;
};
