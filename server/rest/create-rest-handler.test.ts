import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { ManualClock } from "@/server/platform/clock";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { createRestHandler } from "./create-rest-handler";
import { maxBodyBytes } from "./read-json-body";
import { type BookableDoor, createBookableDoor } from "./testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

describe("the envelope", () => {
  test("an error has the fields that callers know", async () => {
    const { status, body } = await door.get("/api/v2/bookings/nowhere?secret=1");
    expect(status).toBe(404);
    const message = "Booking with uid=nowhere was not found in the database";
    expect(body).toEqual({
      status: "error",
      timestamp: "2026-11-02T08:00:00.000Z",
      path: "/v2/bookings/nowhere",
      message,
      error: {
        code: "NotFoundException",
        message,
        details: { field: "uid", reason: "booking_not_found", message, error: "Not Found", statusCode: 404 },
      },
    });
  });

  test("a usable request id is given back, another is replaced", async () => {
    const kept = await door.get("/v2/bookings/x", { "x-request-id": "caller-id-0001" });
    expect(kept.headers.get("x-request-id")).toBe("caller-id-0001");
    const replaced = await door.get("/v2/bookings/x", { "x-request-id": "a b" });
    expect(replaced.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("every answer may be read by pages of other origins and is kept by no cache", async () => {
    for (const { headers } of [await door.book(), await door.get("/v2/nothing")]) {
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("access-control-expose-headers")).toContain("Idempotent-Replayed");
    }
  });

  test("a preflight is answered with what may be sent", async () => {
    const request = new Request("http://punctual.test/v2/bookings", { method: "OPTIONS" });
    const { status, headers } = await door.send(request);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-methods")).toContain("POST");
    const allowed = headers.get("access-control-allow-headers")?.toLowerCase();
    for (const name of ["authorization", "cal-api-version", "x-cal-client-id", "x-cal-secret-key"]) {
      expect(allowed).toContain(name);
    }
  });

  test("what fails unexpectedly tells nothing outside, and is logged with its request", async () => {
    const lines: Record<string, unknown>[] = [];
    const handle = createRestHandler({
      clock: new ManualClock(new Date("2026-11-02T08:00:00Z")),
      logger: pino({ base: null }, { write: (line) => lines.push(JSON.parse(line)) }),
      requestIdOf: () => "request-1",
      admit: () => Promise.reject(new Error("the inside")),
    });
    const response = await handle(new Request("http://punctual.test/v2/bookings/x"));
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(JSON.parse(text).error).toMatchObject({
      code: "InternalServerErrorException",
      message: "Something went wrong on our side.",
    });
    expect(text).not.toContain("the inside");
    expect(lines).toMatchObject([
      { msg: "request failed", requestId: "request-1" },
      { msg: "request answered", requestId: "request-1", status: 500 },
    ]);
  });
});

describe("paths, methods and versions", () => {
  test.each(["/v2/nothing", "/v2/bookings/a/b/c", "/v2/bookings/%ff", "/v2"])(
    "%s is not found",
    async (path) => {
      const { status, body } = await door.get(path);
      expect(status).toBe(404);
      expect(body.error).toMatchObject({ code: "NotFoundException", message: `Cannot GET ${path}` });
    },
  );

  test("a method that a path doesn't have is refused with those it has", async () => {
    const request = new Request("http://punctual.test/v2/bookings/x", { method: "DELETE" });
    const { status, headers, body } = await door.send(request);
    expect(status).toBe(405);
    expect(headers.get("allow")).toBe("GET, HEAD, OPTIONS");
    expect(body.error.code).toBe("MethodNotAllowedException");
  });

  test("HEAD answers as GET does, without a body", async () => {
    const { uid } = (await door.book()).body.data;
    const request = new Request(`http://punctual.test/v2/bookings/${uid}`, { method: "HEAD" });
    expect(await door.send(request)).toMatchObject({ status: 200, body: null });
  });

  test("a trailing slash changes nothing", async () => {
    const { uid } = (await door.book()).body.data;
    expect((await door.get(`/v2/bookings/${uid}/`)).status).toBe(200);
  });

  test.each([
    [
      "2024-09-04",
      "version_not_served",
      /^POST \/v2\/bookings is not served in cal-api-version 2024-09-04\./,
    ],
    ["2023-01-01", "version_unknown", /^The header cal-api-version names a version that does not exist\./],
  ])("the version %s is answered with those that are served", async (version, reason, message) => {
    const before = await countRows(door.database.db);
    const { status, body } = await door.book({}, { "cal-api-version": version });
    expect(status).toBe(404);
    expect(body.error.message).toMatch(message);
    expect(body.error.message).toContain(
      "is served in 2024-04-15, 2024-06-11, 2024-06-14, 2024-08-13, and 2026-02-25;",
    );
    const servedVersions = ["2024-04-15", "2024-06-11", "2024-06-14", "2024-08-13", "2026-02-25"];
    expect(body.error.details).toMatchObject({ reason, servedVersions });
    expect(await countRows(door.database.db)).toEqual(before);
  });
});

describe("credentials", () => {
  test("a key is taken with and without Bearer, and books through the REST door as its holder", async () => {
    const { key } = await seedApiKey(door.database.db, door.organizer);
    for (const authorization of [`Bearer ${key}`, `bearer ${key}`, key]) {
      expect((await door.book({}, { authorization })).status).toBe(201);
    }
    const audit = await door.database
      .sql`select distinct door, actor_kind from audit_entries where actor_id is not null`;
    expect(audit).toMatchObject([{ door: "rest", actor_kind: "api_key" }]);
  });

  test.each([
    ["unknown", "Bearer cal_0123456789abcdef"],
    ["without its prefix", "Bearer 0123456789abcdef"],
    ["of another scheme", "Basic YTpi"],
  ])("a key that is %s is refused, and nothing is written", async (_what, authorization) => {
    const before = await countRows(door.database.db);
    const { status, body } = await door.book({}, { authorization });
    expect(status).toBe(401);
    expect(body.error).toMatchObject({ code: "UnauthorizedException", message: "Your api key is not valid" });
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("an expired key is told so, a revoked one is not valid", async () => {
    const past = new Date("2026-01-01T00:00:00Z");
    const expired = await seedApiKey(door.database.db, door.organizer, { expiresAt: past });
    const revoked = await seedApiKey(door.database.db, door.organizer, { revokedAt: past });
    const answers = [
      await door.get("/v2/bookings/x", { authorization: expired.key }),
      await door.get("/v2/bookings/x", { authorization: revoked.key }),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.message])).toEqual([
      [401, "Your api key is expired"],
      [401, "Your api key is not valid"],
    ]);
  });

  test("an OAuth client is not known here", async () => {
    const headers = { "x-cal-client-id": "client-7", "x-cal-secret-key": "secret" };
    const { status, body } = await door.book({}, headers);
    expect(status).toBe(401);
    expect(body.error.message).toBe("Client with ID client-7 not found");
    expect(body.error.details.hint).toContain("API key");
  });
});

describe("bodies that cannot be read are refused and write nothing", () => {
  const deep = `{"a":${"[".repeat(20)}${"]".repeat(20)}}`;
  test.each([
    ["malformed JSON", '{"start": ', "The body is not valid JSON."],
    ["null", "null", "The body must be a JSON object, such as {}."],
    ["a list", "[]", "The body must be a JSON object, such as {}."],
    ["text", '"x"', "The body must be a JSON object, such as {}."],
    ["too deep", deep, "The body must not be nested deeper than 20 levels."],
    ["far too deep", "[".repeat(100_000), "The body is not valid JSON."],
  ])("%s", async (_what, text, message) => {
    const before = await countRows(door.database.db);
    const { status, body } = await door.post("/v2/bookings", text);
    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: "BadRequestException", message, details: { field: "body" } });
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("an object where a list is taken", async () => {
    const headers = { "cal-api-version": "2024-06-14" };
    const { status, body } = await door.post("/v2/bookings/recurring", {}, headers);
    expect([status, body.error.message]).toEqual([400, "The body must be a JSON list, such as []."]);
  });

  test("bytes that are no text", async () => {
    const request = new Request("http://punctual.test/v2/bookings", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new Uint8Array([0x7b, 0xff, 0x7d]),
    });
    expect((await door.send(request)).body.error.message).toBe("The body is not valid JSON.");
  });

  test("a form", async () => {
    const type = "application/x-www-form-urlencoded";
    const { status, body } = await door.post("/v2/bookings", "start=1", { "content-type": type });
    expect(status).toBe(400);
    expect(body.error.message).toContain("Content-Type: application/json");
  });

  test("more than the limit, whatever length was declared", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const request = new Request("http://punctual.test/v2/bookings", {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": "2" },
      body: endless,
      duplex: "half",
    } as RequestInit);
    const { status, body } = await door.send(request);
    expect(status).toBe(413);
    expect(body.error).toMatchObject({
      code: "PayloadTooLargeException",
      message: "The body must not be larger than 256 KiB.",
    });
    expect(pulled).toBeLessThanOrEqual(maxBodyBytes + 3 * 64 * 1024);
  });

  test("a body that breaks off", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new Error("gone")) });
    const request = new Request("http://punctual.test/v2/bookings", {
      method: "POST",
      body: broken,
      duplex: "half",
    } as RequestInit);
    const { status, body } = await door.send(request);
    expect([status, body.error.message]).toEqual([400, "The body broke off before its end."]);
  });
});

test("each request is one line with its route, and without its uid or anything said in it", async () => {
  const { uid } = (await door.book()).body.data;
  const before = door.log.length;
  await door.get(`/v2/bookings/${uid}?a=b`, { "x-request-id": "logged-request" });
  await door.get("/v2/people/ada@example.org");
  expect(door.log.slice(before)).toEqual([
    expect.objectContaining({
      requestId: "logged-request",
      method: "GET",
      route: "/v2/bookings/:uid",
      status: 200,
      milliseconds: 0,
    }),
    expect.objectContaining({ route: "unmatched", status: 404 }),
  ]);
  expect(JSON.stringify(door.log)).not.toMatch(new RegExp(`${uid}|byron|ada@|example.org`, "i"));
});
