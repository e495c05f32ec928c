import { expect, test } from "vitest";
import { boundsInWords, schemaInWords } from "./schema-in-words";

test.each([
  [{ type: "string" }, "text"],
  [{ type: "string", format: "date-time" }, "date and time"],
  [{ type: "string", enum: ["a", "b"] }, "one of a, b"],
  [{ $ref: "#/components/schemas/Booking" }, "Booking"],
  [{ type: "array", items: { $ref: "#/components/schemas/Slot" } }, "list of Slot"],
  [{ anyOf: [{ type: "integer" }, { type: "null" }] }, "whole number or null"],
  [{ type: ["string", "null"] }, "text or null"],
  [{ const: "address" }, '"address"'],
  [{}, "anything"],
])("%j is said as %s", (schema, words) => {
  expect(schemaInWords(schema)).toBe(words);
});

test("bounds are said where there are any", () => {
  expect(boundsInWords({ minimum: 1, maximum: 250, default: 100 })).toBe(
    "from 1, up to 250, 100 when absent",
  );
  expect(boundsInWords({ maxLength: 500 })).toBe("up to 500 characters");
  expect(boundsInWords({})).toBe("");
});
