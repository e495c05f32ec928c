import type { CronSchedule } from "./cron-schedule";

/** A key path is where in the event's data the value lies that has a limit of its own; null: one for all. */
export type Throttle = {
  limit: number;
  periodMilliseconds: number;
  burst: number;
  keyPath: readonly string[] | null;
};

export type Concurrency = { limit: number; keyPath: readonly string[] | null };

/** `failedFunction` narrows `inngest/function.failed` to the failures of one function. */
export type EventTrigger = { event: string; failedFunction: string | null };

/** What a synced function asks of the engine. */
export type FunctionDefinition = {
  slug: string;
  name: string;
  eventTriggers: readonly EventTrigger[];
  schedules: readonly CronSchedule[];
  maxAttempts: number;
  throttle: Throttle | null;
  concurrency: readonly Concurrency[];
};
