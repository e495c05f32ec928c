import type { ShownSchema } from "@/app/_lib/api-description";

const formats: Record<string, string> = {
  "date-time": "date and time",
  date: "date",
  email: "e-mail address",
  uri: "URL",
  uuid: "UUID",
};

const kinds: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

/** The name of the shape that a schema refers to, if it does. */
export function shapeOf(schema: ShownSchema): string | undefined {
  return schema.$ref?.split("/").at(-1);
}

/** The schemas of which a value fits one; the schema itself where there is but one. */
export function formsOf(schema: ShownSchema): ShownSchema[] {
  const forms = schema.anyOf ?? schema.oneOf;
  return forms ? forms.flatMap(formsOf) : [schema];
}

/** What kind of value a schema asks for: "text", "list of Booking", "one of a, b". */
export function schemaInWords(schema: ShownSchema): string {
  const forms = formsOf(schema).map(formInWords);
  return [...new Set(forms)].join(" or ");
}

function formInWords(schema: ShownSchema): string {
  const shape = shapeOf(schema);
  if (shape) return shape;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  if (schema.type === "array") return `list of ${schema.items ? schemaInWords(schema.items) : "anything"}`;
  if (schema.type === "string" && schema.format) return formats[schema.format] ?? schema.format;
  const types = [schema.type ?? []].flat();
  return types.length > 0 ? types.map((type) => kinds[type] ?? type).join(" or ") : "anything";
}

/** The bounds of a value, or nothing. */
export function boundsInWords({
  minimum,
  maximum,
  maxLength,
  maxItems,
  default: usual,
}: ShownSchema): string {
  const range = [minimum !== undefined && `from ${minimum}`, maximum !== undefined && `up to ${maximum}`];
  const parts = [
    ...range,
    maxLength !== undefined && `up to ${maxLength} characters`,
    maxItems !== undefined && `up to ${maxItems} entries`,
    usual !== undefined && typeof usual !== "object" && `${JSON.stringify(usual)} when absent`,
  ];
  return parts.filter(Boolean).join(", ");
}
