import { createHash } from "node:crypto";
import { valueAt } from "../protocol/event-expression";
import type { FunctionDefinition } from "../protocol/function-definition";

/** The gates that a run passes: its throttle (once, at its start) and its concurrency limits (at each request). */
export type GateKeys = { throttleKey: string | null; concurrencyKeys: string[] };

/** The gates of a run that an event with this data starts; values in the keys are hashed. */
export function gateKeys(functionId: string, definition: FunctionDefinition, data: unknown): GateKeys {
  const key = (kind: string, path: readonly string[] | null) =>
    `${functionId}:${kind}${path ? `:${hash(valueAt(data, path))}` : ""}`;
  return {
    throttleKey: definition.throttle ? key("throttle", definition.throttle.keyPath) : null,
    concurrencyKeys: definition.concurrency.map(({ keyPath }, index) => key(`concurrency${index}`, keyPath)),
  };
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 24);
}
