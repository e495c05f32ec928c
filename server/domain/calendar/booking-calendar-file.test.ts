import { expect, test } from "vitest";
import { bookingCalendarFile, type CalendarEntry } from "./booking-calendar-file";
import { googleCalendarLink } from "./google-calendar-link";

const entry: CalendarEntry = {
  calendarUid: "abc@punctual",
  calendarSequence: 2,
  title: "Intro call between Mira, PhD and Grace",
  location: "Main Street 1; Room 2",
  startsAt: new Date("2026-11-26T14:30:00Z"),
  endsAt: new Date("2026-11-26T15:00:00Z"),
  updatedAt: new Date("2026-11-24T09:00:00Z"),
  status: "accepted",
  host: { name: "Mira", email: "mira@example.org" },
  manageUrl: "https://punctual.test/booking/abc",
};

const lines = (file: string) => file.replaceAll("\r\n ", "").split("\r\n");

test("a booking is one event with the chain's uid and sequence, in UTC", () => {
  expect(lines(bookingCalendarFile(entry))).toEqual(
    expect.arrayContaining([
      "METHOD:PUBLISH",
      "UID:abc@punctual",
      "SEQUENCE:2",
      "DTSTAMP:20261124T090000Z",
      "DTSTART:20261126T143000Z",
      "DTEND:20261126T150000Z",
      "STATUS:CONFIRMED",
      "SUMMARY:Intro call between Mira\\, PhD and Grace",
      "LOCATION:Main Street 1\\; Room 2",
    ]),
  );
});

test("a cancelled booking takes its event out", () => {
  const file = lines(bookingCalendarFile({ ...entry, status: "cancelled", location: "" }));
  expect(file).toEqual(expect.arrayContaining(["METHOD:CANCEL", "STATUS:CANCELLED"]));
  expect(file.some((line) => line.startsWith("LOCATION"))).toBe(false);
});

test("a booking that must be confirmed first stands in the calendar as tentative", () => {
  expect(lines(bookingCalendarFile({ ...entry, status: "pending" }))).toContain("STATUS:TENTATIVE");
});

test("a date of a series is told from the others by its first start, also when it was moved", () => {
  const file = lines(bookingCalendarFile({ ...entry, series: { occurrenceAt: "2026-11-25T14:30:00.000Z" } }));
  expect(file).toEqual(
    expect.arrayContaining([
      "UID:abc@punctual",
      "RECURRENCE-ID:20261125T143000Z",
      "DTSTART:20261126T143000Z",
    ]),
  );
  expect(lines(bookingCalendarFile(entry)).some((line) => line.startsWith("RECURRENCE-ID"))).toBe(false);
});

test("the link to Google fills in the same time and place", () => {
  const { searchParams } = new URL(googleCalendarLink(entry));
  expect(searchParams.get("dates")).toBe("20261126T143000Z/20261126T150000Z");
  expect(searchParams.get("location")).toBe("Main Street 1; Room 2");
  expect(searchParams.get("details")).toContain(entry.manageUrl);
});
