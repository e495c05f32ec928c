import fc from "fast-check";
import { apiVersions } from "../../api-version";
import type { RestRoute } from "../../define-route";
import { openApiPath } from "../../openapi/build-openapi";
import { v2Routes } from "../../v2/v2-routes";
import { documentOf } from "../document-of";
import { arbitraryOfSchema, type DescribedSchema, type SchemaReader } from "./arbitrary-of-schema";
import { breakages } from "./breakages";

export type FuzzRequest = {
  /** Of the route that it was made for. */
  pattern: string;
  method: string;
  /** With the query, encoded. */
  path: string;
  /** A name may stand twice. */
  headers: [name: string, value: string][];
  body: string | null;
  /** Whether the connection is to break off in the middle of the body. */
  isCut: boolean;
};

/** What requests may speak of so that they have an effect. */
export type FuzzSubjects = {
  keys: readonly string[];
  /** Keys of somebody else's that may be replaced, after which they are worth nothing. */
  keysToReplace: readonly string[];
  starts: readonly string[];
  /** Kinds of meeting that are there to be booked, and never changed. */
  eventTypeIds: readonly number[];
  /** Names of parameters of paths with values that exist. */
  params: Readonly<Record<string, readonly string[]>>;
};

type Operation = {
  parameters?: { in: string; name: string; schema: DescribedSchema }[];
  requestBody?: { content: Record<string, { schema: DescribedSchema }> };
};

const zones = ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "UTC"];

/**
 * Requests to the operations of the API as its description allows them, about half of them broken in one way or
 * several. The same seed gives the same requests.
 */
export function fuzzRequests(subjects: FuzzSubjects, count: number, seed: number): FuzzRequest[] {
  const hints: SchemaReader["hints"] = {
    eventTypeId: subjects.eventTypeIds,
    start: subjects.starts,
    slotStart: subjects.starts,
    timeZone: zones,
    phoneNumber: ["+49 30 901820", "+14155552671"],
    language: ["en", "pt-BR"],
    name: ["Ada Byron", "Zoë Ångström", "李小龙"],
    email: ["ada@example.org", "bo@example.org", "cy@example.org"],
    lengthInMinutes: [30, null],
    recurrenceCount: [null],
    workflowIds: [[], null],
    smsReminderNumber: [null, "+49 30 901820"],
    meetingUrl: [null],
    instant: [false],
    routing: [null],
    allowConflicts: [false],
    allowBookingOutOfBounds: [false],
    skipBookingLimits: [null],
    emailVerificationCode: [null],
  };
  const sound = fc.oneof(
    ...v2Routes.map((route) => ({ weight: weightOf(route), arbitrary: requestTo(route, subjects, hints) })),
  );
  const broken = fc
    .tuple(
      sound,
      fc.array(fc.constantFrom(...breakages), { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0 }),
    )
    .map(([request, faults, dice]) => faults.reduce((each, fault) => fault(each, dice), request));
  return fc.sample(fc.oneof(sound, broken), { numRuns: count, seed });
}

/** Bookings are made often enough for there to be something to read and change. */
function weightOf({ method, pattern }: RestRoute): number {
  if (method === "POST" && pattern === "/bookings") return 20;
  return method === "GET" ? 1 : 4;
}

function requestTo(
  route: RestRoute,
  subjects: FuzzSubjects,
  hints: SchemaReader["hints"],
): fc.Arbitrary<FuzzRequest> {
  const document = documentOf(route);
  const shapes = (document.components?.schemas ?? {}) as Record<string, DescribedSchema>;
  const reader = { shapes, hints };
  const item = document.paths?.[openApiPath(route.pattern)];
  const operation = (item?.[route.method.toLowerCase() as "get"] ?? {}) as Operation;
  const queryFields = (operation.parameters ?? []).filter(({ in: place }) => place === "query");
  const query = fc.record(
    Object.fromEntries(
      queryFields.map(({ name, schema }) => [name, fc.option(arbitraryOfSchema(schema, reader, name))]),
    ),
  );
  const schema = operation.requestBody?.content["application/json"]?.schema;
  return fc
    .record({
      path: pathTo(route, subjects),
      query,
      body: schema ? arbitraryOfSchema(schema, reader) : fc.constant(undefined),
      headers: headersFor(route, subjects),
    })
    .map(({ path, query, body, headers }) => ({
      pattern: route.pattern,
      method: route.method,
      path: `/v2${path}${queryText(query)}`,
      headers: body === undefined ? headers : [...headers, ["content-type", "application/json"]],
      body: body === undefined ? null : JSON.stringify(body),
      isCut: false,
    }));
}

function pathTo({ pattern }: RestRoute, { params }: FuzzSubjects): fc.Arbitrary<string> {
  const segments = pattern.split("/").map((segment) => {
    if (!segment.startsWith(":")) return fc.constant(segment);
    const known = params[segment.slice(1)] ?? [];
    const unknown = fc.oneof(
      fc.nat().map(String),
      fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }),
    );
    const text =
      known.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, unknown) : unknown;
    return text.map(encodeURIComponent);
  });
  return fc.tuple(...segments).map((parts) => parts.join("/"));
}

function headersFor(
  { method, pattern, versions }: RestRoute,
  { keys, keysToReplace }: FuzzSubjects,
): fc.Arbitrary<[string, string][]> {
  const known = pattern === "/api-keys/refresh" ? keysToReplace : keys;
  return fc
    .record({
      key: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...known) },
        fc.constant(""),
        fc.constant("cal_nobody"),
      ),
      version: fc.option(
        fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...versions) }, fc.constantFrom(...apiVersions)),
      ),
      repeat: method === "POST" ? fc.option(fc.integer({ min: 0, max: 10_000 })) : fc.constant(null),
    })
    .map(({ key, version, repeat }) => {
      const headers: [string, string][] = [];
      if (key) headers.push(["authorization", `Bearer ${key}`]);
      if (version) headers.push(["cal-api-version", version]);
      if (repeat !== null) headers.push(["idempotency-key", `fuzz-${repeat}`]);
      return headers;
    });
}

function queryText(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}
