import { expect, test } from "vitest";
import { callingCode } from "./calling-code";
import { internationalSpelling } from "./international-spelling";
import { normalizePhone } from "./normalize-phone";

test.each([
  ["0151 23456789", "DE", "+49 1512 3456789"],
  ["(202) 555-0143", "US", "+1 202 555 0143"],
  ["07400 123456", "GB", "+44 7400 123456"],
])("%s in %s is %s, which the server takes", (spelling, region, international) => {
  expect(internationalSpelling(spelling, region)).toBe(international);
  expect(normalizePhone(international)).toMatchObject({ ok: true });
});

test.each([
  ["+49 151 23456789", "DE"],
  ["0049 151 23456789", "DE"],
  ["12", "DE"],
  ["", "DE"],
  ["0151 23456789", "ZZ"],
])("nothing is offered for %j in %s", (spelling, region) => {
  expect(internationalSpelling(spelling, region)).toBeNull();
});

test("a region has its country code, an unknown one has none", () => {
  expect(callingCode("DE")).toBe("+49");
  expect(callingCode("ZZ")).toBeNull();
});
