/**
 * Where in a value text stands that Postgres cannot keep, as a path such as `attendee.name`: a NUL character, or
 * half of a surrogate pair. Null when there is none; the empty path is the value itself.
 */
export function findUnstorableText(root: unknown): string | null {
  const waiting: [value: unknown, path: string][] = [[root, ""]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, path] = next;
    if (typeof value === "string" && isUnstorable(value)) return path;
    if (typeof value !== "object" || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (isUnstorable(key)) return path;
      waiting.push([child, path ? `${path}.${key}` : key]);
    }
  }
  return null;
}

function isUnstorable(text: string): boolean {
  return text.includes("\0") || /\p{Surrogate}/u.test(text);
}
