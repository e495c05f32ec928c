import { expect, test } from "vitest";
import { pageLocale } from "./page-locale";

test.each([
  ["de-DE,de;q=0.9,en;q=0.8", "en-DE"],
  ["en-GB", "en-GB"],
  ["ja", "en-JP"],
  ["*", "en-US"],
  ["not a tag, fr-CA", "en-CA"],
  ["", "en-US"],
  [null, "en-US"],
])("a reader who accepts %j gets English as in %s", (accepted, locale) => {
  expect(pageLocale(accepted)).toBe(locale);
});
