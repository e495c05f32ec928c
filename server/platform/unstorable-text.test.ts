import { expect, test } from "vitest";
import { findUnstorableText } from "./unstorable-text";

test("ordinary text, emoji and other scripts can be stored", () => {
  expect(findUnstorableText({ name: "Žofie 🎉 काठमाडौं", list: ["a\n\tb", 1, null, true] })).toBeNull();
});

test("a NUL character is found where it stands", () => {
  expect(findUnstorableText({ attendee: { name: "Ada\0" } })).toBe("attendee.name");
});

test("half of a surrogate pair is found in a list", () => {
  expect(findUnstorableText({ guests: ["fine", "\ud83c"] })).toBe("guests.1");
});

test("a key that cannot be stored is found in the object that has it", () => {
  expect(findUnstorableText({ metadata: { "a\0b": "x" } })).toBe("metadata");
});

test("a value that is itself unstorable has the empty path", () => {
  expect(findUnstorableText("\0")).toBe("");
});
