type Schema = {
  $ref?: string;
  title?: string;
  type?: string | string[];
  format?: string;
  enum?: readonly unknown[];
  const?: unknown;
  examples?: readonly unknown[];
  deprecated?: boolean;
  minimum?: number;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  prefixItems?: readonly Schema[];
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
};

export type Schemas = Readonly<Record<string, Schema>>;

/** What stands where a schema doesn't say itself, by the name of the field, or that with whose field it is. */
const byName: Readonly<Record<string, unknown>> = {
  "Schedule.name": "Working hours",
  "Workflow.name": "Remind them",
  "hosts.displayEmail": "mira@example.com",
  "hosts.email": "mira@example.com",
  "hosts.name": "Mira Holt",
  "users.name": "Mira Holt",
  "bookingFields.type": "phone",
  "workflow.name": "Remind them",
  "workflows.name": "Remind them",
  active: true,
  address: "Main Street 1",
  apiKey: "cal_…",
  afterEventBuffer: 0,
  attempts: 0,
  beforeEventBuffer: 0,
  body: "See you on Tuesday, Ada",
  bookingUrl: "https://example.com/mira/intro-call",
  code: "30003",
  data: "2 webhooks deleted",
  description: "Bring the plans",
  displayEmail: "ada@example.com",
  duration: 30,
  email: "ada@example.com",
  explanation: "The kind of meeting is Intro call",
  field: "steps.0.message",
  headline: "Planned",
  icsUid: "k3v9q2mx7a4bw8@punctual",
  label: "Google Calendar",
  language: "en",
  lengthInMinutes: 30,
  locale: "en",
  link: "https://example.com/room",
  location: "Main Street 1",
  meaning: "It goes out at its time.",
  message: "The text takes two segments.",
  minimumBookingNotice: 120,
  name: "Ada Lovelace",
  offsetStart: 0,
  phone: "+14155552671",
  phoneNumber: "+14155552671",
  provider: "twilio",
  rating: 5,
  reason: "long_text",
  recipient: "+1•••••2671",
  reservationDuration: 5,
  slotDuration: 30,
  slug: "intro-call",
  status: "accepted",
  subscriberUrl: "https://example.com/hook",
  subject: "Intro call on Tuesday",
  text: "See you on Tuesday, Ada",
  timeZone: "Europe/London",
  title: "Intro call",
  username: "mira",
};
const idExample = "8f14e45f-ceea-4e0f-9d3b-1f2c3d4e5f60";
const uidExample = "k3v9q2mx7a4bw8";
const ends = /^(end|slotEnd|reservationUntil)/;

/** A value that a schema allows and that reads like a real one; of several forms the newest, or else the first. */
export function exampleOfSchema(schema: Schema, schemas: Schemas, name = ""): unknown {
  const [given] = schema.examples ?? [];
  if (given !== undefined) return given;
  if (schema.$ref !== undefined) {
    const shape = schema.$ref.split("/").at(-1) ?? "";
    return exampleOfSchema(schemas[shape] ?? {}, schemas, shape);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum.find((each) => each === byName[nameOf(name)]) ?? schema.enum[0];
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return exampleOfSchema(chosenOf(forms, name), schemas, name);
  if (isNothing(schema) && nameOf(name) !== "id") return null;
  switch (kindOf(schema)) {
    case "object":
      return objectOf(schema, schemas, nameOf(name));
    case "array":
      return listOf(schema, schemas, name);
    case "string":
      return textOf(schema, name);
    case "integer":
    case "number":
      return knownOf(name, "number") ?? Math.max(1, schema.minimum ?? 1);
    case "boolean":
      return knownOf(name, "boolean") ?? false;
    default:
      return null;
  }
}

/** The field's own name, without whose it is. */
function nameOf(name: string): string {
  return name.split(".").at(-1) ?? "";
}

function knownOf(name: string, kind: "string" | "number" | "boolean"): unknown {
  const known = byName[name] ?? byName[nameOf(name)];
  return typeof known === kind ? known : undefined;
}

function isNothing({ type }: Schema): boolean {
  return Array.isArray(type) && type.includes("null");
}

function kindOf({ type, properties }: Schema): string | undefined {
  if (Array.isArray(type)) return type.find((each) => each !== "null");
  return type ?? (properties && "object");
}

/** The newest of the shapes of several versions; nothing, of what may be nothing, but for ids. */
function chosenOf(forms: readonly Schema[], name: string): Schema {
  const nothing = forms.find(({ type }) => type === "null");
  if (nothing && nameOf(name) !== "id") return nothing;
  const named = forms.filter(({ title }) => title !== undefined);
  const newest = named.toSorted((a, b) => (b.title ?? "").localeCompare(a.title ?? ""))[0];
  return newest ?? forms.find(({ type }) => type !== "null") ?? {};
}

/** Of an object what is always there and not on its way out; of a record of lists one of them, by a date. */
function objectOf(
  { properties, required = [], additionalProperties }: Schema,
  schemas: Schemas,
  whose: string,
) {
  const named = Object.entries(properties ?? {})
    .filter(([name, { deprecated }]) => !deprecated && required.includes(name))
    .map(([name, schema]) => [name, exampleOfSchema(schema, schemas, `${whose}.${name}`)] as const);
  if (properties || typeof additionalProperties !== "object") return Object.fromEntries(named);
  const { type } = additionalProperties;
  return type === "array"
    ? { "2026-12-01": [exampleOfSchema(additionalProperties.items ?? {}, schemas)] }
    : {};
}

function listOf({ items, prefixItems }: Schema, schemas: Schemas, name: string): unknown[] {
  if (prefixItems) return prefixItems.map((item) => exampleOfSchema(item, schemas, name));
  if (!items || "not" in items) return [];
  return [exampleOfSchema(items, schemas, name)];
}

function textOf({ format }: Schema, name: string): string {
  if (format === "uuid") return idExample;
  const known = knownOf(name, "string");
  if (typeof known === "string") return known;
  if (format === "date-time")
    return ends.test(nameOf(name)) ? "2026-12-01T10:30:00.000Z" : "2026-12-01T10:00:00.000Z";
  if (format === "date") return "2026-12-01";
  if (format === "email") return "ada@example.com";
  if (format === "uri") return "https://example.com/room";
  return /uid$/i.test(name) ? uidExample : "";
}
