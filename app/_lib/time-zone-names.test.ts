import { expect, test } from "vitest";
import { isTimeZone } from "@/server/domain/scheduling/time-zone";
import { listTimeZones, presentZoneName, zoneLongName, zonePlace } from "./time-zone-names";

test("zones go by their present name and are all known to the server", () => {
  expect(presentZoneName("Asia/Calcutta")).toBe("Asia/Kolkata");
  expect(presentZoneName("Europe/Berlin")).toBe("Europe/Berlin");
  expect(listTimeZones("UTC").filter((zone) => !isTimeZone(zone))).toEqual([]);
});

test("the list has every zone once, the reader's own too, in the order of places", () => {
  const zones = listTimeZones("Etc/GMT+3");
  expect(new Set(zones).size).toBe(zones.length);
  expect(zones).toContain("Etc/GMT+3");
  expect(zones).toContain("UTC");
  expect(zones.indexOf("Europe/Berlin")).toBeLessThan(zones.indexOf("America/New_York"));
});

test.each([
  ["America/New_York", "New York", "Eastern Time"],
  ["America/Indiana/Knox", "Knox, Indiana", "Central Time"],
  ["Asia/Kolkata", "Kolkata", "India Standard Time"],
  ["UTC", "UTC", "Coordinated Universal Time"],
])("%s is spoken of as %s and %s", (zone, place, name) => {
  expect(zonePlace(zone)).toBe(place);
  expect(zoneLongName(zone)).toBe(name);
});
