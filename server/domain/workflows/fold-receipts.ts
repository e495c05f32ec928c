export type ReceiptFact = { status: string; code: string };

export type ReceiptOutcome = { state: "delivered" } | { state: "undelivered"; code: string } | null;

/**
 * What a set of receipts says in the end, whatever their order and however often each came: delivered if any
 * says so, else undelivered with the smallest code if any says so, else nothing yet.
 */
export function foldReceipts(receipts: readonly ReceiptFact[]): ReceiptOutcome {
  if (receipts.some((receipt) => receipt.status === "delivered")) return { state: "delivered" };
  const failures = receipts
    .filter((receipt) => receipt.status === "undelivered" || receipt.status === "failed")
    .map((receipt) => receipt.code)
    .sort();
  if (failures.length === 0) return null;
  return { state: "undelivered", code: failures.find((code) => code !== "") ?? "unknown" };
}
