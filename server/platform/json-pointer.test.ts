import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseJsonPointer, readJsonPointer, readJsonText } from "./json-pointer";

// The examples of RFC 6901 §5.
const example = {
  foo: ["bar", "baz"],
  "": 0,
  "a/b": 1,
  "c%d": 2,
  "e^f": 3,
  "g|h": 4,
  "i\\j": 5,
  'k"l': 6,
  " ": 7,
  "m~n": 8,
};

describe("a JSON pointer", () => {
  it.each([
    ["", example],
    ["/foo", ["bar", "baz"]],
    ["/foo/0", "bar"],
    ["/", 0],
    ["/a~1b", 1],
    ["/c%d", 2],
    ["/e^f", 3],
    ["/g|h", 4],
    ["/i\\j", 5],
    ['/k"l', 6],
    ["/ ", 7],
    ["/m~0n", 8],
  ])("%j leads to what the standard says", (text, value) => {
    expect(readJsonPointer(example, parseJsonPointer(text) ?? ["?"])).toEqual(value);
  });

  it.each(["foo", "~", "/~", "/~2", "#/foo"])("%j is none", (text) => {
    expect(parseJsonPointer(text)).toBeNull();
  });

  it.each([
    "/nothing",
    "/foo/2",
    "/foo/-",
    "/foo/00",
    "/foo/length",
    "/constructor",
    "/__proto__",
    "/foo/0/0",
  ])("%j leads nowhere", (text) =>
    expect(readJsonPointer(example, parseJsonPointer(text) ?? [])).toBeUndefined(),
  );
});

test("any key of an object is reached by its pointer, whatever it contains", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer(), (key, value) => {
      const pointer = parseJsonPointer(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
      expect(readJsonPointer(Object.fromEntries([[key, value]]), pointer ?? [])).toBe(value);
    }),
  );
});

test.each([
  ["abc", "abc"],
  [12, "12"],
  [false, "false"],
  ["", null],
  [null, null],
  [["a"], null],
  [{}, null],
])("%j reads as the text %j", (value, text) => expect(readJsonText({ value }, ["value"])).toBe(text));
