import { expect, test } from "vitest";
import { safeNextPath } from "./safe-next-path";

test.each(["/bookings", "/bookings?tab=past&q=a%26b", "/bookings/abc#timeline"])(
  "%s is gone on to",
  (asked) => {
    expect(safeNextPath(asked, "/home")).toBe(asked);
  },
);

test.each([
  "https://evil.example",
  "//evil.example/bookings",
  "/\\evil.example",
  "/\t/evil.example",
  "\\\\evil.example",
  "javascript:alert(1)",
  "bookings",
  "",
  "//",
  undefined,
  ["/bookings", "/settings"],
])("%j leads to the fallback instead", (asked) => {
  expect(safeNextPath(asked, "/home")).toBe("/home");
});
