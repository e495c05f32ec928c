import { z } from "zod";
import { CronSchedule } from "./cron-schedule";
import { durationMilliseconds } from "./duration-milliseconds";
import { eventDataPath, failedFunctionOf } from "./event-expression";
import type { Concurrency, EventTrigger, FunctionDefinition, Throttle } from "./function-definition";

const defaultRetries = 4;
const mostRetries = 20;
const mostConcurrencyLimits = 2;

const identitySchema = z.looseObject({ id: z.string().min(1).max(255), name: z.string().optional() });
const stepSchema = z.looseObject({
  runtime: z.looseObject({ type: z.string() }),
  retries: z.looseObject({ attempts: z.number().int().min(0).optional() }).nullish(),
});
const triggerSchema = z.looseObject({
  event: z.string().optional(),
  expression: z.string().nullish(),
  cron: z.string().optional(),
});
const throttleSchema = z.strictObject({
  limit: z.number().int().min(1),
  period: z.string(),
  burst: z.number().int().min(0).nullish(),
  key: z.string().nullish(),
});
const concurrencySchema = z.strictObject({
  limit: z.number().int().min(1),
  key: z.string().nullish(),
  scope: z.string().nullish(),
});

export type ParsedFunction =
  | { served: true; definition: FunctionDefinition }
  | { served: false; slug: string; name: string; refusal: string };

/** An option that the engine doesn't serve, or can't read; the message names it. */
class Refusal extends Error {}

/**
 * What a function's configuration asks for, or why it is refused: the text names the function and the option.
 * Undefined for something that isn't a function's configuration at all.
 */
export function parseFunctionConfig(config: unknown): ParsedFunction | undefined {
  const identity = identitySchema.safeParse(config);
  if (!identity.success) return undefined;
  const { id: slug, name = slug, ...options } = identity.data;
  try {
    return { served: true, definition: { slug, name, ...readOptions(options) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { served: false, slug, name, refusal: `The function "${slug}" is refused: ${error.message}.` };
  }
}

function readOptions(options: Record<string, unknown>): Omit<FunctionDefinition, "slug" | "name"> {
  const { triggers, steps, throttle, concurrency, ...others } = options;
  const unserved = Object.keys(others).filter((option) => isSet(others[option]));
  if (unserved.length > 0) {
    throw new Refusal(`the embedded engine doesn't serve ${unserved.map(sdkName).join(", ")}`);
  }
  return {
    ...readTriggers(triggers),
    maxAttempts: readMaxAttempts(steps),
    throttle: isSet(throttle) ? readThrottle(throttle) : null,
    concurrency: isSet(concurrency) ? readConcurrency(concurrency) : [],
  };
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The option as the author of the function wrote it. */
function sdkName(option: string): string {
  return option === "cancel" ? "cancelOn" : option;
}

function read<T>(option: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(`${[option, ...(issue?.path ?? [])].join(".")}: ${issue?.message}`);
}

function readTriggers(value: unknown): Pick<FunctionDefinition, "eventTriggers" | "schedules"> {
  const eventTriggers: EventTrigger[] = [];
  const schedules: CronSchedule[] = [];
  for (const { event, expression, cron, ...others } of read("triggers", z.array(triggerSchema), value)) {
    const [unserved] = Object.keys(others).filter((option) => isSet(others[option]));
    if (unserved) throw new Refusal(`the embedded engine doesn't serve triggers.${unserved}`);
    if (cron) schedules.push(readSchedule(cron));
    if (event) eventTriggers.push({ event: readEventName(event), failedFunction: readCondition(expression) });
  }
  return { eventTriggers, schedules };
}

function readSchedule(expression: string): CronSchedule {
  try {
    return new CronSchedule(expression);
  } catch (error) {
    throw new Refusal(`triggers.cron: ${error instanceof Error ? error.message : error}`);
  }
}

function readEventName(event: string): string {
  if (event.includes("*"))
    throw new Refusal(`the embedded engine doesn't serve the wildcard trigger "${event}"`);
  return event;
}

function readCondition(expression: string | null | undefined): string | null {
  if (!expression) return null;
  const failedFunction = failedFunctionOf(expression);
  if (failedFunction) return failedFunction;
  throw new Refusal(`the embedded engine doesn't serve the trigger condition (if) "${expression}"`);
}

function readMaxAttempts(value: unknown): number {
  const steps = Object.values(read("steps", z.record(z.string(), stepSchema), value));
  const [step] = steps;
  if (!step || steps.length > 1) throw new Refusal("steps: one entry is served");
  if (step.runtime.type !== "http")
    throw new Refusal(`the embedded engine doesn't serve connect (${step.runtime.type})`);
  const retries = step.retries?.attempts ?? defaultRetries;
  if (retries > mostRetries) throw new Refusal(`retries: ${mostRetries} at most`);
  return retries + 1;
}

function readThrottle(value: unknown): Throttle {
  const { limit, period, burst, key } = read("throttle", throttleSchema, value);
  const periodMilliseconds = durationMilliseconds(period);
  if (!periodMilliseconds) throw new Refusal(`throttle.period: "${period}" is no duration`);
  return { limit, periodMilliseconds, burst: Math.max(burst ?? 1, 1), keyPath: readKey("throttle", key) };
}

function readConcurrency(value: unknown): Concurrency[] {
  const listed = Array.isArray(value) ? value : [typeof value === "number" ? { limit: value } : value];
  const limits = read("concurrency", z.array(concurrencySchema).max(mostConcurrencyLimits), listed);
  return limits.map(({ limit, key, scope }) => {
    if (scope && scope !== "fn")
      throw new Refusal(`the embedded engine doesn't serve concurrency.scope ${scope}`);
    return { limit, keyPath: readKey("concurrency", key) };
  });
}

function readKey(option: string, key: string | null | undefined): string[] | null {
  if (!key) return null;
  const path = eventDataPath(key);
  if (path) return path;
  throw new Refusal(
    `the embedded engine doesn't serve the ${option}.key "${key}" (event.data.<path> is served)`,
  );
}
