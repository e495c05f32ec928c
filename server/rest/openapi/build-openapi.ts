import { createDocument, type oas31, type ZodOpenApiPathsObject } from "zod-openapi";
import { apiTags } from "../api-tags";
import type { RestRoute } from "../define-route";
import { shapesByOperation } from "../route-versions";
import { describeOperation } from "./describe-operation";
import { describeWebhooks } from "./describe-webhooks";
import { exampleOfSchema, type Schemas } from "./example-of-schema";

const about = `Book, move and cancel appointments, and see every message that each of them owes.

- Shapes follow Cal.com's API v2. Each resource has its own version, named in \`cal-api-version\`; without the header
  you get the newest shape.
- Send a key of yours as \`Authorization: Bearer cal_…\`. Operations that are open to anyone take none.
- Send \`Idempotency-Key\` with any POST to repeat it safely.
- Answers may get new fields: ignore those you don't know. Quote \`X-Request-Id\` when you ask for help.`;

/** The description of the API in OpenAPI 3.1, made of its routes; examples and the server's address use `publicUrl`. */
export function buildOpenApi(routes: readonly RestRoute[], publicUrl: string): oas31.OpenAPIObject {
  const tagsInUse = new Set<string>(routes.map(({ tag }) => tag));
  const document = createDocument(
    {
      openapi: "3.1.0",
      info: { title: "Punctual", version: "2.0.0", description: about },
      servers: [{ url: publicUrl }],
      tags: Object.entries(apiTags)
        .filter(([name]) => tagsInUse.has(name))
        .map(([name, description]) => ({ name, description })),
      paths: pathsOf(routes, publicUrl),
      webhooks: describeWebhooks(),
      components: {
        securitySchemes: {
          apiKey: {
            type: "http",
            scheme: "bearer",
            description: "An API key, made in Settings and shown once: `Authorization: Bearer cal_…`",
          },
        },
      },
    },
    { override: ({ jsonSchema }) => simplify(jsonSchema) },
  );
  addExamples(document);
  return document;
}

/** Gives each answer of an operation that succeeds an example, made of its schema. */
function addExamples({ paths = {}, components }: oas31.OpenAPIObject): void {
  const schemas = (components?.schemas ?? {}) as Schemas;
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const { responses = {} } = operation as oas31.OperationObject;
    for (const [status, response] of Object.entries(responses)) {
      const content = (response as oas31.ResponseObject).content?.["application/json"];
      if (status.startsWith("2") && content?.schema) {
        content.example = exampleOfSchema(content.schema as Schemas[string], schemas);
      }
    }
  }
}

function pathsOf(routes: readonly RestRoute[], publicUrl: string): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const shapes of shapesByOperation(routes).values()) {
    const [{ method, pattern }] = shapes as [RestRoute];
    const path = openApiPath(pattern);
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(shapes, publicUrl) };
  }
  return paths;
}

/** The path of a route as OpenAPI writes it. */
export function openApiPath(pattern: string): string {
  return `/v2${pattern.replaceAll(/:(\w+)/g, "{$1}")}`;
}

/** Leaves answers open for later fields, and leaves out what a format or the kind says already. */
function simplify(schema: Record<string, unknown>): void {
  if (schema.additionalProperties === false) delete schema.additionalProperties;
  if (schema.format !== undefined) delete schema.pattern;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
