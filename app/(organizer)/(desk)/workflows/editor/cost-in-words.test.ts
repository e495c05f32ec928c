import { expect, test } from "vitest";
import { costInWords } from "./cost-in-words";

const usd = (least: number, most = least) => costInWords({ currency: "USD", least, most }, "en-US");

test.each([
  [usd(0.0524), "$0.0524"],
  [usd(0.0083, 0.0118), "$0.0083 to $0.0118"],
  [usd(12.3456), "$12.35"],
  [usd(0), "$0.00"],
  [costInWords({ currency: "EUR", least: 1.5, most: 1.5 }, "de-DE").replace(/\s/, " "), "1,50 €"],
])("%s is written as %s", (written, expected) => {
  expect(written).toBe(expected);
});
