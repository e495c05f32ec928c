export type RenderedPayload = {
  body: string;
  contentType: "application/json" | "application/x-www-form-urlencoded";
};

const placeholder = /\{\{\s*([\w.-]+)\s*\}\}/g;

/** Whether a template makes JSON; what doesn't is taken for a form. */
export function isJsonTemplate(template: string): boolean {
  return /^\s*[{[]/.test(template);
}

/**
 * What a receiver gets in the shape that its organizer wrote: `{{title}}`, `{{organizer.name}}` and
 * `{{attendees.0.name}}` stand for parts of the payload, and for nothing where there is no such part. Values are
 * escaped for where they stand, so that none can break out of it.
 */
export function renderPayloadTemplate(template: string, payload: Record<string, unknown>): RenderedPayload {
  const isJson = isJsonTemplate(template);
  const write = isJson ? insideJson : encodeURIComponent;
  const body = template.replace(placeholder, (_, path: string) => write(textOf(valueAt(payload, path))));
  return { body, contentType: isJson ? "application/json" : "application/x-www-form-urlencoded" };
}

function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((part, key) => {
    const isBranch = typeof part === "object" && part !== null && Object.hasOwn(part, key);
    return isBranch ? (part as Record<string, unknown>)[key] : undefined;
  }, value);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A text as it stands between the quotes of a JSON string. */
function insideJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
