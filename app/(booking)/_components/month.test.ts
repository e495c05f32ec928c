import fc from "fast-check";
import { expect, test } from "vitest";
import { dateInZone } from "@/app/_lib/time-format";
import { monthAfter, monthInEveryZone, monthInZone } from "./month";

test("months follow each other over the turn of the year, both ways", () => {
  expect(monthAfter("2026-12", 1)).toBe("2027-01");
  expect(monthAfter("2027-01", -1)).toBe("2026-12");
});

test("the month is that of the zone's calendar", () => {
  const instant = new Date("2026-11-30T23:00:00Z");
  expect(monthInZone(instant, "Europe/Berlin")).toBe("2026-12");
  expect(monthInZone(instant, "America/New_York")).toBe("2026-11");
});

test("no instant that any zone's calendar shows in a month is left out of its stretch of time", () => {
  const zones = Intl.supportedValuesOf("timeZone");
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2020-01-01"), max: new Date("2035-01-01"), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (instant, timeZone) => {
        const { from, to } = monthInEveryZone(dateInZone(instant, timeZone).slice(0, 7));
        return Date.parse(from) <= instant.getTime() && instant.getTime() < Date.parse(to);
      },
    ),
  );
});
