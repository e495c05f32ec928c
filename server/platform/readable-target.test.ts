import { expect, test } from "vitest";
import { readableTarget } from "./readable-target";

test.each([
  ["/v2/bookings/%ff", "/v2/bookings/%25ff"],
  ["/v2/bookings%", "/v2/bookings%25"],
  ["/%C3%A9/%E0%A4%A/x?a=%ff", "/%C3%A9/%25E0%25A4%25A/x?a=%ff"],
])("%s is read as %s", (target, readable) => {
  expect(readableTarget(target)).toBe(readable);
});

test.each(["/", "/v2/bookings/%C3%A9%2F?x=%", "*", ""])("%s stays as it is", (target) => {
  expect(readableTarget(target)).toBe(target);
});
