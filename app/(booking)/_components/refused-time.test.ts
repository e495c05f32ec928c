import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { refusedTime } from "./refused-time";

function refused(data: Record<string, unknown>) {
  return TRPCClientError.from({ error: { code: -32_000, message: "…", data: { httpStatus: 400, ...data } } });
}

test("a taken time is told with the next free ones", () => {
  const alternatives = [{ startsAt: "2026-11-26T10:00:00.000Z", endsAt: "2026-11-26T10:30:00.000Z" }];
  expect(refusedTime(refused({ field: "start", reason: "slot_taken", data: { alternatives } }))).toEqual({
    message: "Somebody else just took that time.",
    alternatives: ["2026-11-26T10:00:00.000Z"],
  });
});

test("a time refused for a reason that is new has words too, and no alternatives where none came", () => {
  expect(refusedTime(refused({ field: "start", reason: "of_tomorrow" }))).toEqual({
    message: "That time can’t be booked any more.",
    alternatives: [],
  });
});

test("what isn't about the time is none of its business", () => {
  expect(refusedTime(refused({ field: "attendee.email" }))).toBeNull();
  expect(refusedTime(new TypeError("fetch failed"))).toBeNull();
});
