import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiParameters, ZodOpenApiResponsesObject } from "zod-openapi";
import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { apiVersionHeader } from "../api-version";
import type { RestRoute } from "../define-route";
import { codeSamples } from "./code-samples";
import { bodyErrors, errorEnvelopeSchema, repeatErrors, usualErrors } from "./error-envelope-schema";

/** One operation as OpenAPI describes it; where versions differ in shape, each shape is described. */
export function describeOperation(
  shapes: readonly RestRoute[],
  publicUrl: string,
): ZodOpenApiOperationObject {
  const byAge = shapes.toSorted((a, b) => newestVersion(a).localeCompare(newestVersion(b)));
  const route = byAge.at(-1) as RestRoute;
  const bodies = shapes.flatMap(({ body }) => body ?? []);
  const example = route.example.body;
  return {
    operationId: operationIdOf(route),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, keySentence(route)].filter(Boolean).join("\n\n"),
    security: route.access === "key" ? [{ apiKey: [] }] : [{ apiKey: [] }, {}],
    requestParams: parametersOf(route, shapes),
    ...(bodies.length > 0 && {
      requestBody: {
        required: bodies.every((body) => !body.safeParse({}).success),
        content: { "application/json": { schema: anyOf(bodies), ...(example && { example }) } },
      },
    }),
    responses: responsesOf(shapes),
    "x-codeSamples": codeSamples(route, publicUrl),
  };
}

function operationIdOf({ method, pattern }: RestRoute): string {
  const words = pattern.split(/[^a-z0-9]+/i).filter(Boolean);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function keySentence({ access, scope }: RestRoute): string {
  const covered = `whose scope is \`${scope}\`${scope === "manage" ? "" : " or wider"}`;
  return access === "key"
    ? `Needs an API key ${covered}.`
    : `Needs no API key; one that is sent has to be one ${covered}.`;
}

function parametersOf(route: RestRoute, shapes: readonly RestRoute[]): ZodOpenApiParameters {
  const versions = [...new Set(shapes.flatMap((shape) => shape.versions))].sort();
  const headers = {
    [apiVersionHeader]: z
      .enum(versions)
      .optional()
      .meta({ description: "The shape wanted; the newest when absent." }),
    ...(route.method === "POST" && {
      "Idempotency-Key": idempotencyKeySchema.optional().meta({
        description:
          "Any text of yours: sent again with the same body within 24 hours, the answer is the first one.",
        examples: ["order-4711"],
      }),
    }),
  };
  return {
    ...(Object.keys(route.params.shape).length > 0 && { path: route.params }),
    ...(route.query && { query: route.query }),
    header: z.object(headers),
  };
}

function responsesOf(shapes: readonly RestRoute[]): ZodOpenApiResponsesObject {
  const [{ method, status }] = shapes as [RestRoute];
  const errors = {
    ...usualErrors,
    ...(method !== "GET" && method !== "DELETE" && bodyErrors),
    ...(method === "POST" && repeatErrors),
    ...Object.assign({}, ...shapes.map((shape) => shape.errors)),
  };
  const failures = Object.entries<string>(errors).map(([code, description]) => {
    const content = { "application/json": { schema: errorEnvelopeSchema } };
    return [code, { description, content, headers: headersOf(false) }] as const;
  });
  return {
    [`${status}`]: {
      description: status === 201 ? "Created." : "Done.",
      headers: headersOf(method === "POST"),
      content: { "application/json": { schema: anyOf(shapes.map(successEnvelope)) } },
    },
    ...Object.fromEntries(failures),
  };
}

function headersOf(isRepeatable: boolean) {
  return z.object({
    "X-Request-Id": z.string().meta({ description: "Quote it when you ask for help." }),
    ...(isRepeatable && {
      "Idempotent-Replayed": z
        .literal("true")
        .optional()
        .meta({ description: "There when this is the first answer again." }),
    }),
  });
}

function successEnvelope({ answer, pagination }: RestRoute): z.ZodType {
  return z.object({
    status: z.literal("success"),
    ...(!(answer instanceof z.ZodUndefined) && { data: answer }),
    ...(pagination && { pagination }),
  });
}

function anyOf(schemas: readonly z.ZodType[]): z.ZodType {
  const [only, ...others] = schemas;
  return only && others.length === 0 ? only : z.union(schemas);
}

function newestVersion({ versions }: RestRoute): string {
  return versions.toSorted().at(-1) ?? "";
}
