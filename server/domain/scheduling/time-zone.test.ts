import { describe, expect, test } from "vitest";
import { canonicalTimeZone, isTimeZone } from "./time-zone";

const links = [
  "Asia/Kolkata",
  "Asia/Calcutta",
  "Europe/Kyiv",
  "Europe/Kiev",
  "US/Pacific",
  "UTC",
  "Etc/UTC",
  "GMT",
  "Etc/GMT+5",
  "Etc/GMT-14",
  "EST5EDT",
  "America/Argentina/Buenos_Aires",
  "America/Nuuk",
  "NZ-CHAT",
  "W-SU",
  "GB-Eire",
];

describe("a time zone", () => {
  test.each([...Intl.supportedValuesOf("timeZone"), ...links])("%s is known in any case", (zone) => {
    expect(canonicalTimeZone(zone)).toBe(zone);
    expect(canonicalTimeZone(zone.toLowerCase())).toBe(zone);
    expect(canonicalTimeZone(zone.toUpperCase())).toBe(zone);
    expect(isTimeZone(zone)).toBe(true);
  });

  test.each([
    "",
    " ",
    "Mars/Olympus",
    "+05:30",
    "-0800",
    "UTC+2",
    "PST",
    "America/New York",
    "Europe/Berlin ",
    "SystemV/PST8PDT",
    "2026-11-01T09:00[Europe/Berlin]",
    "[Europe/Berlin]",
    "Etc/Unknown",
    "A".repeat(10_000),
  ])("%j is none", (name) => {
    expect(canonicalTimeZone(name)).toBeUndefined();
    expect(isTimeZone(name)).toBe(false);
  });

  test("another spelling of a zone isn't its own", () => {
    expect(isTimeZone("europe/berlin")).toBe(false);
  });
});
