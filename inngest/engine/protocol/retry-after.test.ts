import { expect, test } from "vitest";
import { retryAfterAt } from "./retry-after";

const now = new Date("2027-03-01T12:00:00Z");

test.each([
  ["30", "2027-03-01T12:00:30.000Z"],
  ["2027-03-01T12:05:00.500Z", "2027-03-01T12:05:00.500Z"],
  ["Mon, 01 Mar 2027 12:10:00 GMT", "2027-03-01T12:10:00.000Z"],
  ["0", "2027-03-01T12:00:01.000Z"],
  ["2027-03-01T11:00:00Z", "2027-03-01T12:00:01.000Z"],
  ["86401", "2027-03-02T12:00:00.000Z"],
  ["Mon, 01 Mar 2032 12:00:00 GMT", "2027-03-02T12:00:00.000Z"],
])("Retry-After %j means %s", (header, at) => {
  expect(retryAfterAt(header, now)?.toISOString()).toBe(at);
});

test.each([null, "", "soon", "-5x"])("Retry-After %j says nothing", (header) => {
  expect(retryAfterAt(header, now)).toBeUndefined();
});
