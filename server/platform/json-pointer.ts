/** The steps of a pointer into a JSON value; none for the whole value. */
export type JsonPointer = readonly string[];

/**
 * The pointer that a text such as `/messages/0/id` spells, or null where it spells none.
 * @see RFC 6901
 */
export function parseJsonPointer(text: string): JsonPointer | null {
  if (text === "") return [];
  if (!text.startsWith("/") || /~(?![01])/.test(text)) return null;
  return text
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What a pointer leads to in a value; undefined where it leads nowhere. Only what the value itself holds is found. */
export function readJsonPointer(value: unknown, pointer: JsonPointer): unknown {
  let found = value;
  for (const step of pointer) {
    if (found === null || typeof found !== "object" || !Object.hasOwn(found, step)) return undefined;
    if (Array.isArray(found) && !/^(0|[1-9]\d*)$/.test(step)) return undefined;
    found = (found as Record<string, unknown>)[step];
  }
  return found;
}

/** The text, number or truth value that a pointer leads to, as text; null for anything else and for an empty text. */
export function readJsonText(value: unknown, pointer: JsonPointer): string | null {
  const found = readJsonPointer(value, pointer);
  if (typeof found === "number" || typeof found === "boolean") return String(found);
  return typeof found === "string" && found !== "" ? found : null;
}
