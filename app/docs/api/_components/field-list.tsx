import { StatusBadge } from "@/app/_components/status-badge";
import type { ShownSchema } from "@/app/_lib/api-description";
import { boundsInWords, formsOf, schemaInWords, shapeOf } from "./schema-in-words";
import { Worded } from "./worded";

type Field = { name: string; schema: ShownSchema; isRequired: boolean; description?: string };

/** The fields of an object, or of each of several, with their kinds and meanings, and what stands below each. */
export function SchemaFields({ schema }: { schema: ShownSchema }) {
  return nestedOf(schema).map((shape) => (
    <div key={JSON.stringify(shape)} className="not-first:mt-4">
      {shape.title && <p className="font-mono text-sm font-semibold">{shape.title}</p>}
      <FieldList fields={fieldsOf(shape)} />
    </div>
  ));
}

function fieldsOf({ properties, required }: ShownSchema): Field[] {
  return Object.entries(properties ?? {}).map(([name, schema]) => ({
    name,
    schema,
    isRequired: required?.includes(name) ?? false,
    description: schema.description,
  }));
}

/** Named values, one under the other. */
export function FieldList({ fields }: { fields: readonly Field[] }) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {fields.map((field) => (
        <li key={field.name} className="py-2.5 text-sm">
          <FieldRow {...field} />
        </li>
      ))}
    </ul>
  );
}

function FieldRow({ name, schema, isRequired, description }: Field) {
  const bounds = boundsInWords(schema);
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <code className="font-mono font-semibold break-all">{name}</code>
        <SchemaKind schema={schema} />
        {isRequired && <StatusBadge tone="accent">required</StatusBadge>}
        {schema.deprecated && <StatusBadge tone="warn">avoid</StatusBadge>}
      </p>
      {(description || bounds) && (
        <p className="mt-0.5 text-muted">
          {description && <Worded text={description} />}
          {description && bounds && " "}
          {bounds && `${bounds.charAt(0).toUpperCase()}${bounds.slice(1)}.`}
        </p>
      )}
      {nestedOf(schema).map((nested) => (
        <div key={JSON.stringify(nested)} className="mt-1 border-l-2 border-line pl-3">
          <SchemaFields schema={nested} />
        </div>
      ))}
    </>
  );
}

/** What kind of value it is, with links to the shapes it names. */
export function SchemaKind({ schema }: { schema: ShownSchema }) {
  const only = shapeOf(schema);
  if (only) return <ShapeLink name={only} />;
  return (
    <span className="min-w-0 text-muted break-words">
      {schemaInWords(schema)}
      {namedShapes(schema).map((name) => (
        <span key={name}>
          {" "}
          (<ShapeLink name={name} />)
        </span>
      ))}
    </span>
  );
}

function ShapeLink({ name }: { name: string }) {
  return (
    <a className="text-accent-text underline" href={`#shape-${name}`}>
      {name}
    </a>
  );
}

/** The objects below a field that are described nowhere else. */
function nestedOf(schema: ShownSchema): ShownSchema[] {
  return formsOf(schema).flatMap((form) => {
    if (form.properties) return [form];
    if (form.type === "array" && form.items) return nestedOf(form.items);
    return [];
  });
}

function namedShapes(schema: ShownSchema): string[] {
  const names = formsOf(schema).flatMap((form) => {
    const shape = shapeOf(form);
    if (shape) return [shape];
    if (form.items) return namedShapes(form.items);
    return form.additionalProperties ? namedShapes(form.additionalProperties) : [];
  });
  return [...new Set(names)];
}
