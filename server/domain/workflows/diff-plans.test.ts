import { expect, test } from "vitest";
import { diffPlans } from "./diff-plans";
import type { PlannedMessage } from "./plan-messages";

const old = (id: string, source: string) => ({ id, source, recipient: "+1", occurrence: "" });
const planned = (source: string, overrides: Partial<PlannedMessage> = {}) =>
  ({ source, recipient: "+1", occurrence: "", skipReason: null, ...overrides }) as PlannedMessage;

test("a message with a successor in the new plan is superseded by it", () => {
  const successor = planned("step:1");
  expect(diffPlans([old("a", "step:1")], [successor])).toEqual({
    superseded: [{ id: "a", by: successor }],
    withdrawn: [],
  });
});

test("a message without a successor is withdrawn", () => {
  expect(diffPlans([old("a", "step:1")], [planned("step:2")]).withdrawn).toEqual(["a"]);
});

test("a skipped message of the new plan succeeds nothing", () => {
  expect(diffPlans([old("a", "step:1")], [planned("step:1", { skipReason: "too_late" })]).withdrawn).toEqual([
    "a",
  ]);
});

test("another recipient is another message", () => {
  expect(diffPlans([old("a", "step:1")], [planned("step:1", { recipient: "+2" })]).withdrawn).toEqual(["a"]);
});
