import { expect, test } from "vitest";
import { eventDataPath, failedFunctionOf, valueAt } from "./event-expression";

test("a key names a path in the event's data", () => {
  expect(eventDataPath("event.data.channel")).toEqual(["channel"]);
  expect(eventDataPath(" event.data.sender.id ")).toEqual(["sender", "id"]);
});

test.each([
  "event.data",
  "event.name",
  "event.data.a + event.data.b",
  'event.data["a"]',
  "async.data.a",
  "event.data.a.b()",
])("%j is no such key", (expression) => {
  expect(eventDataPath(expression)).toBeUndefined();
});

test("the condition of onFailure names a function", () => {
  expect(failedFunctionOf("event.data.function_id == 'app-send'")).toBe("app-send");
  expect(failedFunctionOf("event.data.function_id != 'app-send'")).toBeUndefined();
  expect(failedFunctionOf("event.data.function_id == 'a' || true == 'b'")).toBeUndefined();
});

test("a value that isn't there is null, and inherited names aren't there", () => {
  expect(valueAt({ a: { b: 1 } }, ["a", "b"])).toBe(1);
  expect(valueAt({ a: { b: 1 } }, ["a", "c"])).toBeNull();
  expect(valueAt({ a: "text" }, ["a", "length"])).toBeNull();
  expect(valueAt({}, ["constructor"])).toBeNull();
});
