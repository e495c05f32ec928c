type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** The body of a request with placeholders such as `{to}` in its values, never in its names. */
export type BodyTemplate =
  | { kind: "json"; value: JsonValue }
  | { kind: "form"; fields: readonly (readonly [name: string, value: string])[] };

const placeholder = /\{(\w+)\}/g;

/** The names of the placeholders in a text, in order. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(placeholder)].map(([, name = ""]) => name);
}

/** A text with its placeholders replaced in one pass, so that what a value contains is never read as one. */
export function fillPlaceholders(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(placeholder, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/**
 * Reads a template of JSON, or of a form's fields (`to={to}&text={body}`).
 * @throws Error that says what is wrong with it.
 */
export function parseBodyTemplate(text: string, kind: BodyTemplate["kind"]): BodyTemplate {
  if (kind === "form") {
    const fields = [...new URLSearchParams(text)];
    if (fields.some(([name]) => placeholdersIn(name).length > 0)) throw new Error(noPlaceholderInNames);
    return { kind, fields };
  }
  const value = parseJsonObject(text);
  eachText(value, (name) => {
    if (placeholdersIn(name).length > 0) throw new Error(noPlaceholderInNames);
  });
  return { kind, value };
}

const noPlaceholderInNames = "may have placeholders in its values only, not in its names";

function parseJsonObject(text: string): JsonValue {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('must be JSON, with each placeholder inside a text: {"to": "{to}", "text": "{body}"}');
  }
  if (value === null || typeof value !== "object") throw new Error("must be a JSON object or array");
  return value;
}

function eachText(
  value: JsonValue,
  onName: (name: string) => void,
  onText: (text: string) => void = () => undefined,
): void {
  if (typeof value === "string") onText(value);
  if (value === null || typeof value !== "object") return;
  for (const [name, inner] of Object.entries(value)) {
    if (!Array.isArray(value)) onName(name);
    eachText(inner, onName, onText);
  }
}

/** The names of the placeholders in a template, in order. */
export function placeholdersOf(template: BodyTemplate): string[] {
  if (template.kind === "form") return template.fields.flatMap(([, value]) => placeholdersIn(value));
  const names: string[] = [];
  const nothing = () => undefined;
  eachText(template.value, nothing, (text) => names.push(...placeholdersIn(text)));
  return names;
}

/** A body of the template's type: whatever the values contain stays inside the value that they were put into. */
export function renderBody(template: BodyTemplate, values: Readonly<Record<string, string>>): string {
  if (template.kind === "json") return JSON.stringify(fillJson(template.value, values));
  const filled = template.fields.map(([name, value]) => [name, fillPlaceholders(value, values)]);
  return new URLSearchParams(filled).toString();
}

function fillJson(value: JsonValue, values: Readonly<Record<string, string>>): JsonValue {
  if (typeof value === "string") return fillPlaceholders(value, values);
  if (Array.isArray(value)) return value.map((inner) => fillJson(inner, values));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fillJson(inner, values)]));
}
