import { z } from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiParameters, ZodOpenApiResponsesObject } from "zod-openapi";
import { idempotencyKeySchema } from "@/server/domain/bookings/create-booking-input";
import { apiVersionHeader } from "../api-version";
import type { RestRoute } from "../define-route";
import { versionsInWords } from "../route-versions";
import { codeSamples } from "./code-samples";
import { bodyErrors, errorEnvelopeSchema, repeatErrors, usualErrors } from "./error-envelope-schema";
import { mergeQueries } from "./merge-queries";

/** One operation as OpenAPI describes it by its shapes, the newest first: each is described, and named by its versions. */
export function describeOperation(
  shapes: readonly RestRoute[],
  publicUrl: string,
): ZodOpenApiOperationObject {
  const [route, ...older] = shapes as [RestRoute, ...RestRoute[]];
  const bodies = shapes.flatMap((shape) => (shape.body ? [{ ...shape, schema: shape.body }] : []));
  const example = route.example.body;
  return {
    operationId: operationIdOf(route),
    tags: [route.tag],
    summary: route.summary,
    description: [route.description, ...older.map(olderSentence), keySentence(route)]
      .filter(Boolean)
      .join("\n\n"),
    security: route.access === "key" ? [{ apiKey: [] }] : [{ apiKey: [] }, {}],
    requestParams: parametersOf(route, shapes),
    ...(bodies.length > 0 && {
      requestBody: {
        required: bodies.every(({ schema }) => !schema.safeParse({}).success),
        content: { "application/json": { schema: anyOf(bodies), ...(example && { example }) } },
      },
    }),
    responses: responsesOf(shapes),
    "x-codeSamples": codeSamples(route, publicUrl),
  };
}

function olderSentence(shape: RestRoute): string {
  return [`In ${versionsInWords(shape)}: ${shape.summary}.`, shape.description].filter(Boolean).join(" ");
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
  const query = mergeQueries(shapes);
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
    ...(query && { query }),
    header: z.object(headers),
  };
}

function responsesOf(shapes: readonly RestRoute[]): ZodOpenApiResponsesObject {
  const [newest] = shapes as [RestRoute];
  const { method } = newest;
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
  const successes = [...new Set(shapes.map(({ status }) => status))].map((status) => {
    const answers = shapes.filter((shape) => shape.status === status);
    const described = {
      // Older shapes of some operations answer so though they create nothing.
      description: status === 201 && answers.some((shape) => shape === newest) ? "Created." : "Done.",
      headers: headersOf(method === "POST"),
      content: {
        "application/json": {
          schema: anyOf(
            answers.map((shape) => ({ ...shape, schema: successEnvelope(shape) })),
            answers.length < shapes.length,
          ),
        },
      },
    };
    return [`${status}`, described] as const;
  });
  return { ...Object.fromEntries(successes), ...Object.fromEntries(failures) };
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

type OfVersions = Pick<RestRoute, "versions"> & { schema: z.ZodType };

/** What fits one of several shapes, each with its versions as its title, as has one alone where others are elsewhere. */
function anyOf(shapes: readonly OfVersions[], hasOthers = false): z.ZodType {
  const [only, ...others] = shapes;
  if (only && others.length === 0 && !hasOthers) return only.schema;
  const titled = shapes.map(({ schema, versions }) => schema.meta({ title: versions.toSorted().join(", ") }));
  return titled.length === 1 ? (titled[0] as z.ZodType) : z.union(titled);
}
