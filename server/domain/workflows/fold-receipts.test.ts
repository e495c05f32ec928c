import fc from "fast-check";
import { expect, test } from "vitest";
import { foldReceipts } from "./fold-receipts";

const receipt = fc.record({
  status: fc.constantFrom("queued", "sent", "delivered", "undelivered", "failed", "canceled"),
  code: fc.constantFrom("", "30003", "30005"),
});

test("any order and any repetition of the same receipts says the same", () => {
  fc.assert(
    fc.property(
      fc
        .array(receipt, { maxLength: 8 })
        .chain((receipts) =>
          fc.tuple(
            fc.constant(receipts),
            fc.shuffledSubarray([...receipts, ...receipts], { minLength: receipts.length * 2 }),
          ),
        ),
      ([receipts, shuffled]) => {
        expect(foldReceipts(shuffled)).toEqual(foldReceipts(receipts));
      },
    ),
  );
});

test("delivered wins over a failure, whichever came first", () => {
  const delivered = { status: "delivered", code: "" };
  expect(foldReceipts([{ status: "undelivered", code: "30003" }, delivered])).toEqual({ state: "delivered" });
});

test("queued and sent say nothing yet", () => {
  expect(
    foldReceipts([
      { status: "queued", code: "" },
      { status: "sent", code: "" },
    ]),
  ).toBeNull();
});

test("a failure keeps its code", () => {
  expect(foldReceipts([{ status: "undelivered", code: "30003" }])).toEqual({
    state: "undelivered",
    code: "30003",
  });
});
