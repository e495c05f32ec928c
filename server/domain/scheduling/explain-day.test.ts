import { expect, test } from "vitest";
import { explainDay } from "./explain-day";
import { buildQuery, clockTimes, interval, weekly } from "./testing/build-query";

const explain = (
  on: string,
  parts: Parameters<typeof buildQuery>[0] = {},
  visitorTimeZone = "Europe/Berlin",
) => {
  const day = explainDay(buildQuery(parts), on, visitorTimeZone);
  return day.kind === "open" ? clockTimes(day.slots) : day.reason;
};

test("a day with free times has its slots", () => {
  expect(explain("2026-06-15")).toEqual(["15 09:00", "15 10:00", "15 11:00"]);
});

test("the day is the visitor's: in Anchorage the 15th begins at 10 o'clock of Berlin", () => {
  expect(explain("2026-06-14", {}, "America/Anchorage")).toEqual(["15 09:00"]);
  expect(explain("2026-06-15", {}, "America/Anchorage")).toEqual(["15 10:00", "15 11:00", "16 09:00"]);
});

test("Sunday is closed", () => {
  expect(explain("2026-06-14")).toBe("closed");
});

test("hours too short for the meeting are closed", () => {
  expect(explain("2026-06-15", { lengthMinutes: 240 })).toBe("closed");
});

test("a holiday is out of office", () => {
  expect(
    explain("2026-06-15", { host: { outOfOffice: [{ startOn: "2026-06-10", endOn: "2026-06-20" }] } }),
  ).toBe("out_of_office");
});

test("a day on which all times are gone by has passed, although it isn't over", () => {
  expect(explain("2026-06-15", { now: "2026-06-15T11:30+02:00" })).toBe("past");
});

test("tomorrow is too soon for two days of notice", () => {
  expect(
    explain("2026-06-15", { now: "2026-06-14T12:00+02:00", rules: { minimumNoticeMinutes: 2_880 } }),
  ).toBe("too_soon");
});

test("a day after the booking window is outside it", () => {
  const bookingWindow = { kind: "calendar_days" as const, days: 5, rolling: false };
  expect(explain("2026-06-15", { rules: { bookingWindow } })).toBe("outside_booking_window");
  expect(explain("2026-06-15", { rules: { bookingWindow: { ...bookingWindow, rolling: true } } })).toBe(
    "outside_booking_window",
  );
});

test("a day without a gap long enough is fully booked", () => {
  const busy = [interval("2026-06-15T09:30+02:00/10:30"), interval("2026-06-15T10:45+02:00/11:45")];
  expect(explain("2026-06-15", { host: { busy } })).toBe("fully_booked");
});

test("a day whose limit is used up says so", () => {
  const countedBookings = [interval("2026-06-15T09:00+02:00/10:00")];
  const bookingLimits = [{ per: "day" as const, maxCount: 1 }];
  expect(explain("2026-06-15", { host: { countedBookings }, rules: { bookingLimits } })).toBe(
    "limit_reached",
  );
});

test("the rest of an organizer's day has no first slot for a visitor whose day begins later", () => {
  const parts = {
    rules: { onlyFirstSlotOfDay: true },
    schedule: { weeklyHours: weekly([1], "09:00-12:00", "22:00-23:00") },
  };
  expect(explain("2026-06-16", parts, "Asia/Tokyo")).toBe("not_first_slot_of_day");
});

test("what isn't a date is refused", () => {
  expect(() => explain("15 June")).toThrow(RangeError);
});
