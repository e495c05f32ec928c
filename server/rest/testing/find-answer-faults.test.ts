import { expect, test } from "vitest";
import { findAnswerFaults, type SeenAnswer } from "./find-answer-faults";

const held = {
  eventTypeId: 1,
  slotStart: "2026-11-03T08:00:00.000Z",
  slotEnd: "2026-11-03T08:30:00.000Z",
  slotDuration: 30,
  reservationUid: "held",
  reservationUntil: "2026-11-02T08:05:00.000Z",
};
const answer: SeenAnswer = {
  method: "GET",
  path: "/api/v2/slots/reservations/held?x=1",
  version: null,
  status: 200,
  body: { status: "success", data: held },
};
const failure = {
  status: "error",
  timestamp: "2026-11-02T08:00:00.000Z",
  path: "/v2/nowhere",
  message: "no",
  error: {
    code: "NotFoundException",
    message: "no",
    details: { message: "no", error: "Not Found", statusCode: 404, neededScope: "book" },
  },
};

test("an answer that keeps to the description has no faults", () => {
  expect(findAnswerFaults(answer)).toEqual([]);
  expect(findAnswerFaults({ ...answer, status: 404, body: failure })).toEqual([]);
  expect(findAnswerFaults({ ...answer, path: "/v2/nowhere", status: 404, body: failure })).toEqual([]);
  expect(findAnswerFaults({ ...answer, method: "HEAD", body: null })).toEqual([]);
});

test.each<[string, Partial<SeenAnswer>]>([
  ["a field that is not described", { body: { status: "success", data: { ...held, secret: 1 } } }],
  ["a field beside the data", { body: { status: "success", data: held, more: 1 } }],
  ["a field that is missing", { body: { status: "success", data: { ...held, slotEnd: undefined } } }],
  ["a field of another kind", { body: { status: "success", data: { ...held, slotDuration: "30" } } }],
  [
    "a time without its zone",
    { body: { status: "success", data: { ...held, slotEnd: "2026-11-03T08:30" } } },
  ],
  ["a status that is not described", { status: 201 }],
  ["an error outside the envelope", { status: 404, body: { message: "no" } }],
  ["a field beside the error", { status: 404, body: { ...failure, stack: "here" } }],
  ["an answer at a path that is not served", { path: "/v2/nowhere" }],
  ["a body that answers HEAD", { method: "HEAD" }],
])("%s is a fault", (_what, part) => {
  expect(findAnswerFaults({ ...answer, ...part })).not.toEqual([]);
});
