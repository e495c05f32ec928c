import { Card } from "@/app/_components/card";
import { StatusBadge } from "@/app/_components/status-badge";
import type { ShownOperation, ShownParameter } from "@/app/_lib/api-description";
import { FieldList, SchemaFields, SchemaKind } from "./field-list";
import { type TriedField, TryIt } from "./try-it";
import { Worded } from "./worded";

/** One operation: what it does, takes and answers, how to call it, and a form to call it with. */
export function OperationSection({ operation }: { operation: ShownOperation }) {
  const { operationId, method, path, summary, description, parameters = [], requestBody } = operation;
  const body = requestBody?.content["application/json"];
  return (
    <Card className="scroll-mt-4 p-4 sm:p-6">
      <section
        id={operationId}
        aria-labelledby={`${operationId}-title ${operationId}-path`}
        className="scroll-mt-6"
      >
        <h3 id={`${operationId}-title`} className="text-lg font-semibold">
          {summary}
        </h3>
        <p id={`${operationId}-path`} className="mt-1 flex flex-wrap items-baseline gap-2 font-mono text-sm">
          <StatusBadge tone={method === "GET" ? "neutral" : "accent"}>{method}</StatusBadge>
          <span className="min-w-0 break-all">{path}</span>
        </p>
        {description.split("\n\n").map((paragraph) => (
          <p key={paragraph} className="mt-2 max-w-prose text-muted">
            <Worded text={paragraph} />
          </p>
        ))}
        {parameters.length > 0 && (
          <Details title="Parameters">
            <FieldList
              fields={parameters.map(
                ({ name, schema, description: meaning, required = false, in: place }) => ({
                  name,
                  schema,
                  isRequired: required,
                  description: [place === "header" ? "Header." : "", meaning ?? ""].join(" ").trim(),
                }),
              )}
            />
          </Details>
        )}
        {body && (
          <Details title="Body">
            {body.schema.type === "array" && <p className="text-sm text-muted">A list, each with:</p>}
            <SchemaFields schema={body.schema} />
          </Details>
        )}
        <Answers operation={operation} />
        <Samples operation={operation} />
        <TryIt
          method={method}
          path={path}
          fields={parameters.filter(isToFillIn).map(fieldOf)}
          body={body ? JSON.stringify(body.example ?? {}, null, 2) : null}
        />
      </section>
    </Card>
  );
}

function isToFillIn({ in: place, schema }: ShownParameter): boolean {
  return place !== "header" && !schema.deprecated;
}

function fieldOf({ name, in: where, required = false, schema, description }: ShownParameter): TriedField {
  const place = where === "path" ? "path" : "query";
  return { name, place, isRequired: required, description: description ?? schema.description };
}

function Answers({ operation: { responses } }: { operation: ShownOperation }) {
  return (
    <Details title="Answers">
      <ul className="flex flex-col divide-y divide-line">
        {Object.entries(responses).map(([status, { description, content }]) => {
          const { schema, example } = content?.["application/json"] ?? {};
          const isSuccess = status.startsWith("2");
          return (
            <li key={status} className="py-2.5 text-sm">
              <p className="flex flex-wrap items-baseline gap-x-2">
                <StatusBadge tone={isSuccess ? "good" : "neutral"}>{status}</StatusBadge>
                <Worded text={description} />
                {!isSuccess && schema && <SchemaKind schema={schema} />}
              </p>
              {isSuccess && schema && <SchemaFields schema={schema} />}
              {isSuccess && example && <Example example={example} />}
            </li>
          );
        })}
        <li className="py-2.5 text-sm">
          Or one of the{" "}
          <a className="text-accent-text underline" href="#errors">
            errors of all operations
          </a>
          .
        </li>
      </ul>
    </Details>
  );
}

function Example({ example }: { example: object }) {
  return (
    <>
      <p className="mt-3 font-medium">For example</p>
      <pre className="mt-1 rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
        {JSON.stringify(example, null, 2)}
      </pre>
    </>
  );
}

function Samples({ operation }: { operation: ShownOperation }) {
  return operation["x-codeSamples"].map(({ label, source }) => (
    <Details key={label} title={label}>
      <pre className="rounded-md bg-sunken p-3 font-mono text-xs break-words whitespace-pre-wrap">
        {source}
      </pre>
    </Details>
  ));
}

export function Details({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <details className="mt-3 border-t border-line pt-3">
      <summary className="cursor-pointer rounded-sm text-sm font-medium text-accent-text">{title}</summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
