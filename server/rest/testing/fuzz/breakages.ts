import type { FuzzRequest } from "./fuzz-requests";

/** A way to break a request; the dice choose where, and which of several. */
export type Breakage = (request: FuzzRequest, dice: number) => FuzzRequest;

const strangeValues: unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  2 ** 53,
  -(2 ** 31) - 1,
  0.1,
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "\udfff\ud800",
  "\u202e\u0623\u200d\ufeff",
  "🧑🏽‍🚀".repeat(50),
  "x".repeat(100_000),
  "'; drop table bookings; --",
  "<script>alert(1)</script>",
  "{{constructor}}",
  "../../etc/passwd",
  "9999999999999999999999",
  "-0",
  "NaN",
  "2026-02-30T25:61:00Z",
  "+275760-09-13T00:00:00Z",
  "0000-01-01T00:00:00Z",
  [],
  [[]],
  {},
  { toString: null, length: -1 },
  Array.from({ length: 2_000 }, () => "a@example.org"),
  Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, "v"])),
];

const contentTypes = [
  "text/plain",
  "application/xml",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
  "application/merge-patch+json",
  "",
  "json",
];

const pathTails = [
  "/",
  "//",
  "/%00",
  "/%ff",
  "/..%2f..",
  "/%F0%9F%91%BB",
  `/${"a".repeat(6_000)}`,
  ";a=b",
  "/.",
  "%",
];
const queryTails = [
  "a[]=1&a[]=2",
  "start=&end=",
  "take=1&take=2",
  "%=%",
  "timeZone=%00",
  "skip=-1",
  `q=${"x".repeat(6_000)}`,
];
const methods = ["PUT", "PATCH", "DELETE", "GET", "POST", "HEAD", "OPTIONS"];

export const breakages: readonly Breakage[] = [
  inBody((body, dice) => replaceLeaf(body, dice, strangeValues[dice % strangeValues.length])),
  inBody((body, dice) => replaceLeaf(body, dice, strangeValues[(dice >> 3) % strangeValues.length])),
  inBody((body, dice) => ({ ...body, [`extra${dice % 7}`]: strangeValues[dice % strangeValues.length] })),
  inBody((body, dice) => withoutField(body, dice)),
  (request, dice) => asText(request, (text) => text.slice(0, dice % (text.length + 1))),
  (request) => asText(request, (text) => text + text),
  (request, dice) => asText(request, () => `{"a":${"[".repeat(dice % 5_000)}`),
  (request, dice) => asText(request, () => `{"a":${"[".repeat(dice % 40)}${"]".repeat(dice % 40)}}`),
  (request) => asText(request, () => `{"__proto__":{"isAdmin":true},"constructor":1}`),
  (request) => asText(request, () => `{"start":"a","start":"b","eventTypeId":1e400}`),
  (request, dice) => ({ ...request, isCut: request.body !== null && dice % 2 === 0 }),
  (request, dice) => withHeader(request, "content-type", contentTypes[dice % contentTypes.length] ?? ""),
  (request) => ({ ...request, headers: [...request.headers, ...request.headers] }),
  (request, dice) =>
    withHeader(request, "idempotency-key", ["", " ", "é", "x".repeat(300), "a,b"][dice % 5] ?? ""),
  (request, dice) =>
    withHeader(request, "cal-api-version", ["", "1999-01-01", "x".repeat(2_000)][dice % 3] ?? ""),
  (request, dice) =>
    withHeader(request, "authorization", ["Bearer", "Basic Og==", "cal_", "x".repeat(4_000)][dice % 4] ?? ""),
  (request, dice) => ({ ...request, path: addTail(request.path, pathTails[dice % pathTails.length] ?? "") }),
  (request, dice) => ({
    ...request,
    path: `${request.path}${request.path.includes("?") ? "&" : "?"}${queryTails[dice % queryTails.length]}`,
  }),
  (request, dice) => ({ ...request, method: methods[dice % methods.length] ?? "PUT" }),
];

function addTail(path: string, tail: string): string {
  const [before = "", query] = path.split("?");
  return query === undefined ? before + tail : `${before}${tail}?${query}`;
}

function withHeader(request: FuzzRequest, name: string, value: string): FuzzRequest {
  return { ...request, headers: [...request.headers.filter(([each]) => each !== name), [name, value]] };
}

function asText(request: FuzzRequest, change: (text: string) => string): FuzzRequest {
  return request.body === null ? request : { ...request, body: change(request.body) };
}

function inBody(change: (body: Record<string, unknown>, dice: number) => unknown): Breakage {
  return (request, dice) =>
    asText(request, (text) => {
      const body = parsed(text);
      return body ? JSON.stringify(change(body, dice)) : text;
    });
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The same value with another in one of its places. */
function replaceLeaf(value: unknown, dice: number, leaf: unknown): unknown {
  if (typeof value !== "object" || value === null) return leaf;
  const names = Object.keys(value);
  const name = names[dice % names.length];
  if (name === undefined) return leaf;
  const within = (value as Record<string, unknown>)[name];
  const deeper = replaceLeaf(within, Math.floor(dice / names.length), leaf);
  return Array.isArray(value) ? value.with(Number(name), deeper) : { ...value, [name]: deeper };
}

function withoutField(body: Record<string, unknown>, dice: number): Record<string, unknown> {
  const names = Object.keys(body);
  const { [names[dice % Math.max(1, names.length)] ?? ""]: _, ...rest } = body;
  return rest;
}
