import type { Clock } from "@/server/platform/clock";
import type { Logger } from "@/server/platform/logger";
import type { RequestAllowance } from "@/server/platform/request-allowance";
import type { AppCaller } from "@/server/routers/app-router";

/** What the mount gives a door of programs. */
export type DoorRuntime = {
  clock: Clock;
  logger: Logger;
  /** The id that a caller gave its request where it is usable, else a new one. */
  requestIdOf(headers: Headers): string;
  /** Counts the request; the procedures are those that its credential may call. */
  admit(headers: Headers): Promise<{
    allowance: RequestAllowance | null;
    /** @throws ServiceError UNAUTHORIZED. */
    caller(): AppCaller;
  }>;
};
