/** The path of `event.data.<path>`, the only key expression served; undefined for any other. */
export function eventDataPath(expression: string): string[] | undefined {
  const match = /^event\.data((?:\.[A-Za-z_][A-Za-z0-9_]*)+)$/.exec(expression.trim());
  return match?.[1]?.slice(1).split(".");
}

/** The function id of `event.data.function_id == '<id>'`, the only trigger condition served. */
export function failedFunctionOf(expression: string): string | undefined {
  return /^event\.data\.function_id == '([^'\\]+)'$/.exec(expression.trim())?.[1];
}

/** What the event's data holds at a path, null where there is nothing. */
export function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const name of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return value ?? null;
}
