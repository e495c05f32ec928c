import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { failureInWords } from "./failure-in-words";

function refused(data: Record<string, unknown>, message = "Words of the API.") {
  return TRPCClientError.from({ error: { code: -32_000, message, data: { httpStatus: 400, ...data } } });
}

test("a refusal is put in words for people where it is a known one, else told as it came", () => {
  expect(failureInWords(refused({ field: "uid", reason: "already_ended" }))).toBe(
    "This meeting is already over.",
  );
  expect(failureInWords(refused({ httpStatus: 429 }, "Wait a minute."))).toBe("Wait a minute.");
});

test("what filled in the hidden field is told so that a person can go on", () => {
  const issues = [{ field: "leaveEmpty", message: "must be left empty" }];
  expect(failureInWords(refused({ issues }))).toMatch(/send the form once more/);
});

test("a refused time is left to the step where times are chosen", () => {
  expect(failureInWords(refused({ field: "start", reason: "slot_taken" }))).toBeNull();
});

test("a fault of the server or the connection is told without details", () => {
  expect(failureInWords(refused({ httpStatus: 500 }, "relation does not exist"))).toMatch(/on our side/);
  expect(failureInWords(new TypeError("fetch failed"))).toMatch(/couldn’t reach the server/);
});
