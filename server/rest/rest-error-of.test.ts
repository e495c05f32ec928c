import { TRPCError } from "@trpc/server";
import { expect, test } from "vitest";
import { z } from "zod";
import { ServiceError, type ServiceErrorCode } from "@/server/platform/service-error";
import { RestError } from "./rest-error";
import { restErrorOf } from "./rest-error-of";

const words = {
  fields: { responses: "bookingFieldsResponses", startsAt: "start", "eventType.id": "eventTypeId" },
  messages: { event_type_not_found: "Event Type not found" },
};

test.each<[ServiceErrorCode, number]>([
  ["BAD_REQUEST", 400],
  ["UNAUTHORIZED", 401],
  ["FORBIDDEN", 403],
  ["NOT_FOUND", 404],
  ["CONFLICT", 409],
  ["PAYLOAD_TOO_LARGE", 413],
  ["UNPROCESSABLE", 422],
  ["TOO_MANY_REQUESTS", 429],
  ["NOT_IMPLEMENTED", 501],
  ["UNAVAILABLE", 503],
])("%s answers with %i, thrown by a procedure or before", (code, status) => {
  const cause = new ServiceError(code, "Said on purpose.");
  expect(restErrorOf(cause)).toMatchObject({ status, message: "Said on purpose." });
  const wrapped = new TRPCError({ code: "BAD_REQUEST", cause });
  expect(restErrorOf(wrapped)).toMatchObject({ status, message: "Said on purpose." });
});

test("fields have the names of this API, also at the start of the message", () => {
  const error = new ServiceError("BAD_REQUEST", "responses.phone has no country code.", {
    field: "responses.phone",
    reason: "phone_no_country_code",
  });
  expect(restErrorOf(error, words)).toMatchObject({
    message: "bookingFieldsResponses.phone has no country code.",
    details: { field: "bookingFieldsResponses.phone", reason: "phone_no_country_code" },
  });
});

test("a name that only begins like another is left alone", () => {
  const error = new ServiceError("BAD_REQUEST", "no", { field: "responsesOther" });
  expect(restErrorOf(error, words).details.field).toBe("responsesOther");
});

test("a resource's own words replace the message of a reason", () => {
  const details = { field: "eventType.id", reason: "event_type_not_found" };
  const error = new ServiceError("NOT_FOUND", "Event type with id 5 not found.", details);
  expect(restErrorOf(error, words)).toMatchObject({
    message: "Event Type not found",
    details: { field: "eventTypeId" },
  });
});

test("a wait is told in seconds, and further facts beside the reason", () => {
  const error = new ServiceError("CONFLICT", "Later.", {
    reason: "busy",
    retryAfterSeconds: 3,
    data: { uid: "u" },
  });
  expect(restErrorOf(error)).toMatchObject({
    headers: { "Retry-After": "3" },
    details: { reason: "busy", uid: "u" },
  });
});

test("an input that only the procedure refuses names this API's fields", () => {
  const { error: cause } = z.object({ startsAt: z.string("must be text") }).safeParse({});
  const error = new TRPCError({ code: "BAD_REQUEST", cause });
  expect(restErrorOf(error, words)).toMatchObject({
    status: 400,
    message: "start must be text",
    details: { errors: [{ field: "start", message: "must be text" }] },
  });
});

test.each([
  new Error("the inside"),
  new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: "the inside" }),
  "the inside",
])("what is unexpected stays inside (%#)", (error) => {
  expect(restErrorOf(error)).toMatchObject({
    status: 500,
    message: "Something went wrong on our side.",
    details: {},
  });
});

test("an answer that is ready stays as it is", () => {
  const error = new RestError(405, "No.");
  expect(restErrorOf(error)).toBe(error);
});
