import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { webhookTriggers } from "@/server/domain/webhooks/webhook-trigger";
import { apiVersions } from "../api-version";
import { findAnswerFaults } from "../testing/find-answer-faults";
import { v2Routes } from "../v2/v2-routes";
import { buildOpenApi, openApiPath } from "./build-openapi";

const document = buildOpenApi(v2Routes, "https://book.example.org");

test("the description is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate({ ...structuredClone(document) })).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("every operation is described, with its tag, its answer and samples of calls", () => {
  for (const { method, pattern, status } of v2Routes) {
    const operation = document.paths?.[openApiPath(pattern)]?.[method.toLowerCase() as "get"];
    expect(operation, `${method} ${pattern}`).toMatchObject({
      summary: expect.stringMatching(/^[A-Z]/),
      tags: [expect.any(String)],
      responses: { [status]: { content: { "application/json": { schema: expect.any(Object) } } } },
    });
    const samples = operation?.["x-codeSamples"] as { label: string; source: string }[];
    expect(samples.map(({ label }) => label)).toEqual(["curl", "TypeScript"]);
    for (const { source } of samples) expect(source).toContain("https://book.example.org/v2/");
  }
});

test("every call to a webhook is described with its body and its signatures", () => {
  expect(Object.keys(document.webhooks ?? {}).sort()).toEqual([...webhookTriggers, "WORKFLOW_STEP"].sort());
  expect(document.webhooks?.BOOKING_CREATED).toMatchObject({
    post: {
      parameters: expect.arrayContaining([expect.objectContaining({ name: "X-Punctual-Signature" })]),
      requestBody: {
        content: { "application/json": { schema: { required: expect.arrayContaining(["payload"]) } } },
      },
    },
  });
});

test("every answer that succeeds has an example, which is one by its own schema and reads like a real one", () => {
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item)) {
      const { responses = {} } = operation as { responses: Record<string, Answer> };
      for (const [status, { content }] of Object.entries(responses)) {
        if (!status.startsWith("2")) continue;
        const body = content?.["application/json"]?.example;
        const answer = { method: method.toUpperCase(), path: path.replaceAll(/\{\w+\}/g, "1"), body };
        // Older shapes of some operations answer with another status.
        const faults = [null, "2024-04-15"].map((version) =>
          findAnswerFaults({ ...answer, version, status: Number(status) }),
        );
        expect(faults, `${method} ${path} ${status}`).toContainEqual([]);
      }
    }
  }
  const booking = document.paths?.["/v2/bookings/{uid}"]?.get?.responses?.["200"] as Answer;
  expect(booking.content?.["application/json"]?.example).toMatchObject({
    status: "success",
    data: {
      title: "Intro call",
      status: "accepted",
      attendees: [{ name: "Ada Lovelace", timeZone: "Europe/London" }],
    },
  });
});

type Answer = { content?: Record<string, { example?: unknown }> };

test("no two operations have the same id", () => {
  const ids = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path).map((operation) => (operation as { operationId: string }).operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test("what an operation takes is what its schemas say", () => {
  const book = document.paths?.["/v2/bookings"]?.post;
  expect(book).toMatchObject({
    security: [{ apiKey: [] }, {}],
    requestBody: { required: true },
    parameters: expect.arrayContaining([
      expect.objectContaining({ in: "header", name: "Idempotency-Key" }),
      expect.objectContaining({
        in: "header",
        name: "cal-api-version",
        schema: expect.objectContaining({ enum: apiVersions.filter((version) => version !== "2024-09-04") }),
      }),
    ]),
  });
  expect(document.paths?.["/v2/bookings"]?.get?.parameters).toContainEqual(
    expect.objectContaining({
      in: "query",
      name: "take",
      schema: expect.objectContaining({ type: "integer", minimum: 1, maximum: 250 }),
    }),
  );
});

test("where versions differ in shape, each shape is described under its versions", () => {
  const newest = "2024-08-13, 2026-02-25";
  const older = "2024-04-15, 2024-06-11, 2024-06-14";
  const cancel = document.paths?.["/v2/bookings/{uid}/cancel"]?.post;
  const ofShape = (title: string) => ({ content: { "application/json": { schema: { title } } } });
  expect(cancel).toMatchObject({
    description: expect.stringContaining(
      "In `2024-04-15`, `2024-06-11`, and `2024-06-14`: Cancel a booking.",
    ),
    requestBody: {
      content: { "application/json": { schema: { anyOf: [{ title: newest }, { title: older }] } } },
    },
    responses: { 200: ofShape(newest), 201: { ...ofShape(older), description: "Done." } },
  });
  const parameters = document.paths?.["/v2/bookings"]?.get?.parameters;
  expect(parameters).toContainEqual(
    expect.objectContaining({
      name: "filters[status]",
      description: "In `2024-04-15`, `2024-06-11`, and `2024-06-14`.",
    }),
  );
  expect(parameters).toContainEqual(
    expect.objectContaining({
      name: "cursor",
      schema: expect.objectContaining({ anyOf: expect.any(Array) }),
    }),
  );
});

test("samples of calls hold the example's body, safe for a shell and typed for a program", () => {
  const samples = document.paths?.["/v2/bookings/{uid}/cancel"]?.post?.["x-codeSamples"];
  expect(samples).toEqual([
    expect.objectContaining({
      source: `curl -X POST 'https://book.example.org/v2/bookings/k3v9q2mx7a4bw8/cancel' \\
  -H "Idempotency-Key: $(uuidgen)" \\
  -H 'Content-Type: application/json' \\
  -d '{
  "cancellationReason": "Ill"
}'`,
    }),
    expect.objectContaining({
      source: `const response = await fetch("https://book.example.org/v2/bookings/k3v9q2mx7a4bw8/cancel", {
  method: "POST",
  headers: {
    "Idempotency-Key": crypto.randomUUID(),
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    cancellationReason: "Ill"
  }),
});
const { data } = await response.json();`,
    }),
  ]);
});
