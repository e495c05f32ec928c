import { describe, expect, test } from "vitest";
import { dateInZone, timeFormat } from "./time-format";

const instant = new Date("2026-11-26T14:30:00Z");
const halfAnHourLater = new Date("2026-11-26T15:00:00Z");

describe("a time is written", () => {
  test("with the zone's clock, in 12 or 24 hours", () => {
    expect(timeFormat("en-US", "America/New_York", "h12").time(instant)).toBe("9:30 AM");
    expect(timeFormat("en-US", "America/New_York", "h23").time(instant)).toBe("09:30");
    expect(timeFormat("en-US", "America/New_York", "h12").timeOfDay("18:05")).toBe("6:05 PM");
    expect(timeFormat("en-DE", "Asia/Kolkata", "h23").time(instant)).toBe("20:00");
  });

  test("at midnight as 12 AM and as 00", () => {
    const midnight = new Date("2026-11-26T00:00:00Z");
    expect(timeFormat("en-US", "UTC", "h12").time(midnight)).toBe("12:00 AM");
    expect(timeFormat("en-US", "UTC", "h23").time(midnight)).toBe("00:00");
  });

  test("without the spaces in which servers and browsers differ", () => {
    expect(timeFormat("en-AU", "UTC", "h12").time(instant)).not.toMatch(/[\u202f\u00a0\u2009]/);
  });

  test("as a range that names the day of its end only when that is another", () => {
    const day = timeFormat("en-US", "UTC", "h23");
    expect(day.range(instant, halfAnHourLater)).toBe("14:30 – 15:00");
    const night = timeFormat("en-US", "Asia/Tokyo", "h23");
    expect(night.range(instant, halfAnHourLater)).toBe("23:30 – Fri, Nov 27, 00:00");
  });
});

describe("a day is written", () => {
  test("in the order of the locale, by the zone's calendar", () => {
    expect(timeFormat("en-US", "Asia/Tokyo", "h12").fullDay(instant)).toBe("Thursday, November 26, 2026");
    expect(timeFormat("en-GB", "Pacific/Auckland", "h23").day(instant)).toBe("Friday 27 November");
  });

  test("as it stands when it is given as a date, whatever the zone", () => {
    expect(timeFormat("en-US", "Pacific/Pago_Pago", "h12").dayOn("2026-11-26")).toBe("Thursday, November 26");
  });

  test("as today, tomorrow or yesterday from the zone's own day", () => {
    const auckland = timeFormat("en-US", "Pacific/Auckland", "h23");
    const losAngeles = timeFormat("en-US", "America/Los_Angeles", "h23");
    const now = new Date("2026-11-25T13:00:00Z");
    expect(auckland.relativeDay(instant, now)).toBe("tomorrow");
    expect(losAngeles.relativeDay(instant, now)).toBe("tomorrow");
    expect(losAngeles.relativeDay(now, now)).toBe("today");
    expect(losAngeles.relativeDay(now, instant)).toBe("yesterday");
    expect(losAngeles.relativeDay(new Date("2026-12-24T20:00:00Z"), now)).toBe("Thu, Dec 24");
  });
});

test("an instant lies on the date that the zone's calendar shows", () => {
  const lateEvening = new Date("2026-12-31T23:30:00Z");
  expect(dateInZone(lateEvening, "UTC")).toBe("2026-12-31");
  expect(dateInZone(lateEvening, "Asia/Kathmandu")).toBe("2027-01-01");
});
