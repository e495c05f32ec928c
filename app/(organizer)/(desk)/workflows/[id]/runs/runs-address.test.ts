import { expect, test } from "vitest";
import { filterOfPlace, placeOfAddress, runsAddress } from "./runs-address";

const queryOf = (address: string) =>
  Object.fromEntries(new URL(address, "http://punctual.test").searchParams.entries());

test.each([
  "/workflows/7/runs",
  "/workflows/7/runs?outcome=attention&channel=sms&period=week",
  "/workflows/7/runs?outcome=all&period=chosen&from=2026-11-01&until=2026-11-24",
])("the address %s leads to where it came from", (address) => {
  expect(runsAddress(7, placeOfAddress(queryOf(address)))).toBe(address);
});

test("what an address says wrongly is left out", () => {
  const place = placeOfAddress({ outcome: "lost", channel: ["sms"], period: "chosen", from: "2026-02-30" });
  expect(place).toEqual({ outcome: "so_far", channel: null, period: "chosen", fromOn: null, untilOn: null });
});

test.each([
  ["today", "2026-03-01", "2026-03-01"],
  ["week", "2026-02-23", "2026-03-01"],
  ["month", "2026-01-31", "2026-03-01"],
  ["ever", undefined, undefined],
])("the period %s ends today and has as many days as it says", (period, fromOn, untilOn) => {
  const filter = filterOfPlace(placeOfAddress({ period }), "2026-03-01");
  expect(filter).toMatchObject({ fromOn, untilOn });
});
