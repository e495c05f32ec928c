import { expect, test } from "vitest";
import { suggestSlug } from "./suggest-slug";

test.each([
  ["30 minute meeting", "30-minute-meeting"],
  ["Première réunion!", "premiere-reunion"],
  ["  --  ", ""],
  [`${"a".repeat(99)} b`, "a".repeat(99)],
])("the title %j suggests %j", (title, slug) => {
  expect(suggestSlug(title)).toBe(slug);
});
