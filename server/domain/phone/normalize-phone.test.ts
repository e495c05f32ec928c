import { describe, expect, test } from "vitest";
import { maskRecipient } from "./mask-recipient";
import { normalizePhone } from "./normalize-phone";

describe("normalizePhone", () => {
  test.each([
    "+14155552671",
    "+1 415 555 2671",
    "+1 (415) 555-2671",
    "tel:+1-415-555-2671",
    "0014155552671",
    "00 1 415 555 2671",
    "  +1.415.555.2671 ",
  ])("%s is one and the same number", (spelling) => {
    expect(normalizePhone(spelling)).toEqual({ ok: true, e164: "+14155552671" });
  });

  test("a national number is understood where the country is known", () => {
    expect(normalizePhone("030 901820", "DE")).toEqual({ ok: true, e164: "+4930901820" });
  });

  test("a number without a country code is refused for that", () => {
    expect(normalizePhone("415 555 2671")).toEqual({ ok: false, reason: "no_country_code" });
  });

  test.each(["+1 415", "+999123456789", "+", "+1 415 555 2671 0000", "+1415555CALL"])(
    "%s is not possible",
    (spelling) => {
      expect(normalizePhone(spelling)).toEqual({ ok: false, reason: "not_possible" });
    },
  );
});

describe("maskRecipient", () => {
  test("a number keeps its start and its last four digits", () => {
    expect(maskRecipient("+14155552671")).toBe("+1••••••2671");
  });

  test("an address keeps its first letter and its domain", () => {
    expect(maskRecipient("ada@example.com")).toBe("a•••@example.com");
  });

  test("something too short shows nothing", () => {
    expect(maskRecipient("12345")).toBe("•••••");
  });

  test("no recipient stays empty", () => {
    expect(maskRecipient("")).toBe("");
  });
});
