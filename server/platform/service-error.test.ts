import { expect, test, vi } from "vitest";
import { ServiceError } from "./service-error";

test("an error made by another copy of the class is known", async () => {
  vi.resetModules();
  const { ServiceError: OtherCopy } = await import("./service-error");
  expect(OtherCopy).not.toBe(ServiceError);
  const error: unknown = new OtherCopy("NOT_FOUND", "gone", { reason: "x" });
  expect(error instanceof ServiceError).toBe(true);
});

test.each([
  new Error("ServiceError"),
  Object.assign(new Error("named alike"), { name: "ServiceError" }),
  { name: "ServiceError", code: "NOT_FOUND", details: {} },
  null,
  "ServiceError",
])("what only looks like one is not (%#)", (value: unknown) => {
  expect(value instanceof ServiceError).toBe(false);
});
