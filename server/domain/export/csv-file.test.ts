import { expect, test } from "vitest";
import { csvFile } from "./csv-file";

const bodyOf = (value: string | null) => csvFile(["a"], [[value]]).slice("\uFEFFa\r\n".length);

test("a table has a mark of UTF-8, a header, and a line for each row that ends in CR LF", () => {
  expect(csvFile(["Name", "City"], [["Ada", "Zürich"]])).toBe("\uFEFFName,City\r\nAda,Zürich\r\n");
  expect(csvFile(["Name"], [])).toBe("\uFEFFName\r\n");
});

test.each([
  ["a comma", "Byron, Ada", '"Byron, Ada"\r\n'],
  ["a quote", 'the "first"', '"the ""first"""\r\n'],
  ["a line break", "one\ntwo", '"one\ntwo"\r\n'],
  ["nothing", null, "\r\n"],
])("a cell with %s is read back as it was", (_, value, written) => {
  expect(bodyOf(value)).toBe(written);
});

test.each([
  ["=1+1", "'=1+1\r\n"],
  ["+4930901820", "'+4930901820\r\n"],
  ["-2", "'-2\r\n"],
  ["@SUM(A1)", "'@SUM(A1)\r\n"],
  ["\t=1", "'\t=1\r\n"],
  ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"\r\n'],
  ["a=1", "a=1\r\n"],
])("%j is never taken for a formula", (value, written) => {
  expect(bodyOf(value)).toBe(written);
});
