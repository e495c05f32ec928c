import fc from "fast-check";

/** JSON Schema as the API's description uses it. */
export type DescribedSchema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  deprecated?: boolean;
  const?: unknown;
  enum?: unknown[];
  anyOf?: DescribedSchema[];
  oneOf?: DescribedSchema[];
  items?: DescribedSchema;
  properties?: Record<string, DescribedSchema>;
  required?: string[];
  additionalProperties?: DescribedSchema | boolean;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
};

export type SchemaReader = {
  shapes: Readonly<Record<string, DescribedSchema>>;
  /** Values that are likely to mean something where a field has this name. */
  hints: Readonly<Record<string, readonly unknown[]>>;
};

const longestText = 40;
const soonMs = Date.parse("2026-11-01T00:00:00Z");
const lateMs = Date.parse("2027-06-01T00:00:00Z");

const texts: Record<string, fc.Arbitrary<string>> = {
  "date-time": fc.integer({ min: soonMs, max: lateMs }).map((at) => new Date(at).toISOString()),
  date: fc.integer({ min: soonMs, max: lateMs }).map((at) => new Date(at).toISOString().slice(0, 10)),
  email: fc.integer({ min: 0, max: 500 }).map((number) => `fuzz${number}@example.org`),
  uri: fc.constantFrom("https://example.org/meet", "http://example.org/a?b=c#d"),
  uuid: fc.uuid(),
};

/** Values that a schema allows, mostly ones that mean something under the field's name. */
export function arbitraryOfSchema(
  schema: DescribedSchema,
  reader: SchemaReader,
  name = "",
): fc.Arbitrary<unknown> {
  const hints = reader.hints[name];
  const plain = plainArbitrary(schema, reader, name);
  if (!hints || hints.length === 0) return plain;
  return fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...hints) }, { weight: 1, arbitrary: plain });
}

function plainArbitrary(schema: DescribedSchema, reader: SchemaReader, name: string): fc.Arbitrary<unknown> {
  const { $ref, const: only, enum: choices, anyOf, oneOf, type } = schema;
  if ($ref) return arbitraryOfSchema(reader.shapes[$ref.split("/").at(-1) ?? ""] ?? {}, reader, name);
  if (only !== undefined) return fc.constant(only);
  if (choices) return fc.constantFrom(...choices);
  const forms = anyOf ?? oneOf;
  if (forms) return fc.oneof(...forms.map((form) => arbitraryOfSchema(form, reader, name)));
  if (Array.isArray(type)) return fc.oneof(...type.map((each) => ofType(each, schema, reader, name)));
  return type ? ofType(type, schema, reader, name) : fc.jsonValue({ maxDepth: 2 });
}

function ofType(
  type: string,
  schema: DescribedSchema,
  reader: SchemaReader,
  name: string,
): fc.Arbitrary<unknown> {
  const { minimum = -1_000, maximum = 100_000, minLength = 0, maxLength = longestText } = schema;
  switch (type) {
    case "string":
      return (
        texts[schema.format ?? ""] ??
        fc.string({ minLength, maxLength: Math.min(maxLength, longestText + minLength), unit: "grapheme" })
      );
    case "integer":
      return fc.integer({ min: minimum, max: Math.max(minimum, Math.min(maximum, 2 ** 31 - 1)) });
    case "number":
      return fc.double({ noNaN: true });
    case "boolean":
      return fc.boolean();
    case "array":
      return fc.array(arbitraryOfSchema(schema.items ?? {}, reader, name), {
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case "object":
      return ofObject(schema, reader);
    default:
      return fc.constant(null);
  }
}

function ofObject(schema: DescribedSchema, reader: SchemaReader): fc.Arbitrary<unknown> {
  const { properties, required = [], additionalProperties } = schema;
  if (!properties) {
    const values = typeof additionalProperties === "object" ? additionalProperties : {};
    return fc.dictionary(fc.string({ maxLength: 10 }), arbitraryOfSchema(values, reader), { maxKeys: 3 });
  }
  // What names the event type is optional, since it may be named in two ways; without it hardly anything is booked.
  const needed = [...required, ...Object.keys(properties).filter((name) => name === "eventTypeId")];
  const recordOf = (fields: [string, DescribedSchema][]) => {
    const values = fields.map(([name, each]) => [name, arbitraryOfSchema(each, reader, name)]);
    return fc.record(Object.fromEntries(values), { requiredKeys: needed as never[] });
  };
  const all = Object.entries(properties);
  const served = all.filter(([, each]) => !each.deprecated);
  return fc.oneof({ weight: 9, arbitrary: recordOf(served) }, { weight: 1, arbitrary: recordOf(all) });
}
