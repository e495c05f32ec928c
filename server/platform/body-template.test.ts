import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { fillPlaceholders, parseBodyTemplate, placeholdersOf, renderBody } from "./body-template";

const json = parseBodyTemplate('{"to": "{to}", "message": {"text": "{body}", "parts": 1}}', "json");
const form = parseBodyTemplate("to={to}&text={body}&type=plain", "form");
const text = fc.string({ unit: "grapheme" });

test("whatever a text contains stays inside its value, in JSON and in forms", () => {
  fc.assert(
    fc.property(text, text, (to, body) => {
      expect(JSON.parse(renderBody(json, { to, body }))).toEqual({
        to,
        message: { text: body, parts: 1 },
      });
      expect([...new URLSearchParams(renderBody(form, { to, body }))]).toEqual([
        ["to", to],
        ["text", body],
        ["type", "plain"],
      ]);
    }),
  );
});

test.each(['","admin":true,"x":"', "\\", '"}', "\u0000\n\r\u2028", "&to=%2B1&", "+ %20 =", "{to}{body}"])(
  "%j injects nothing",
  (body) => {
    const values = { to: "+1", body };
    expect(JSON.parse(renderBody(json, values))).toEqual({ to: "+1", message: { text: body, parts: 1 } });
    expect([...new URLSearchParams(renderBody(form, values))]).toEqual([
      ["to", "+1"],
      ["text", body],
      ["type", "plain"],
    ]);
  },
);

test("placeholders are filled in one pass, and only those that have a value", () => {
  expect(fillPlaceholders("{a} {b} {c} {constructor}", { a: "{b}", b: "{a}" })).toBe(
    "{b} {a} {c} {constructor}",
  );
});

test("a template names its placeholders", () => {
  expect(placeholdersOf(json)).toEqual(["to", "body"]);
  expect(placeholdersOf(form)).toEqual(["to", "body"]);
});

describe("a template that can't be used says why", () => {
  it.each([
    ["json", "to={to}", "must be JSON"],
    ["json", '{"to": {to}}', "must be JSON"],
    ["json", '"{to}"', "object or array"],
    ["json", '{"{to}": 1}', "values only"],
    ["form", "{to}=1", "values only"],
  ] as const)("of %s: %s", (kind, template, words) => {
    expect(() => parseBodyTemplate(template, kind)).toThrow(words);
  });
});
