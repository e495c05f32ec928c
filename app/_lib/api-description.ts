import { readFileSync } from "node:fs";
import path from "node:path";
import { buildOpenApi } from "@/server/rest/openapi/build-openapi";
import { bodyErrors, repeatErrors, usualErrors } from "@/server/rest/openapi/error-envelope-schema";
import { v2Routes } from "@/server/rest/v2/v2-routes";
import { publicUrl } from "./public-url";

/** A schema as far as the page shows it. */
export type ShownSchema = {
  $ref?: string;
  /** The versions of one of several shapes. */
  title?: string;
  type?: string | string[];
  format?: string;
  description?: string;
  deprecated?: boolean;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  examples?: unknown[];
  properties?: Record<string, ShownSchema>;
  required?: string[];
  items?: ShownSchema;
  additionalProperties?: ShownSchema;
  anyOf?: ShownSchema[];
  oneOf?: ShownSchema[];
};

export type ShownParameter = {
  in: "path" | "query" | "header";
  name: string;
  required?: boolean;
  description?: string;
  schema: ShownSchema;
};

type Content = Record<string, { schema: ShownSchema; example?: object }>;

export type ShownOperation = {
  method: string;
  path: string;
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters?: ShownParameter[];
  requestBody?: { content: Content };
  responses: Record<string, { description: string; content?: Content }>;
  "x-codeSamples": { label: string; source: string }[];
};

export type ShownError = { status: string; description: string };

/** A call that Punctual makes to a webhook. */
export type ShownCall = { name: string; summary: string; body: ShownSchema };

export type ApiDescription = {
  title: string;
  about: string;
  groups: { name: string; description: string; operations: ShownOperation[] }[];
  /** What any operation may answer when it refuses or fails; operations show only what else they may. */
  usualErrors: ShownError[];
  calls: ShownCall[];
  shapes: Record<string, ShownSchema>;
  changes: { on: string; items: string[] }[];
};

let held: ApiDescription | undefined;

/** What the page about the API shows; made once in a process. */
export function apiDescription(): ApiDescription {
  held ??= readDescription();
  return held;
}

function readDescription(): ApiDescription {
  const { info, tags = [], paths = {}, webhooks = {}, components } = buildOpenApi(v2Routes, publicUrl(""));
  const usual = { ...usualErrors, ...bodyErrors, ...repeatErrors };
  const operations = Object.entries(paths).flatMap(([at, item]) =>
    Object.entries(item).map(
      ([method, operation]) =>
        ({
          ...operation,
          responses: unusual(operation.responses, usual),
          method: method.toUpperCase(),
          path: at,
        }) as ShownOperation,
    ),
  );
  return {
    title: info.title,
    about: info.description ?? "",
    groups: tags.map(({ name, description = "" }) => ({
      name,
      description,
      operations: operations.filter((operation) => operation.tags.includes(name)),
    })),
    usualErrors: Object.entries(usual).map(([status, description]) => ({ status, description })),
    calls: Object.entries(webhooks).map(([name, { post }]) => ({
      name,
      summary: post?.summary ?? "",
      body: bodyOf(post as Pick<ShownOperation, "requestBody"> | undefined),
    })),
    shapes: (components?.schemas ?? {}) as Record<string, ShownSchema>,
    changes: readChangelog(),
  };
}

function bodyOf(operation: Pick<ShownOperation, "requestBody"> | undefined): ShownSchema {
  return operation?.requestBody?.content["application/json"]?.schema ?? {};
}

function unusual(responses: ShownOperation["responses"], usual: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(responses).filter(([status, { description }]) => usual[status] !== description),
  );
}

/** The entries of docs/api-changelog.md: a heading with the date, and a list of what changed. */
function readChangelog(): ApiDescription["changes"] {
  const text = readFileSync(path.join(process.cwd(), "docs/api-changelog.md"), "utf8");
  return text
    .split(/^## /m)
    .slice(1)
    .map((entry) => {
      const [on = "", ...items] = entry.split(/\n+- /);
      return { on: on.trim(), items: items.map((item) => item.replaceAll(/\s+/g, " ").trim()) };
    });
}
