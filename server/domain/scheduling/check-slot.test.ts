import { describe, expect, test } from "vitest";
import { checkSlot } from "./check-slot";
import type { BookingWindow } from "./scheduling-rules";
import { buildHost, buildQuery, instantMs, interval } from "./testing/build-query";

const reasonAt = (clock: string, parts: Parameters<typeof buildQuery>[0] = {}) => {
  const check = checkSlot(buildQuery(parts), instantMs(`2026-06-15T${clock}+02:00`));
  return check.kind === "refused" ? check.reason : check.kind;
};

test("a time that is listed is offered, with its hosts", () => {
  expect(checkSlot(buildQuery(), instantMs("2026-06-15T10:00+02:00"))).toEqual({
    kind: "offered",
    hostIds: ["ada"],
  });
});

describe("a time is refused because", () => {
  test("it has passed", () => {
    expect(reasonAt("10:00", { now: "2026-06-15T10:01+02:00" })).toBe("past");
  });

  test("it comes too soon", () => {
    expect(reasonAt("10:00", { now: "2026-06-15T09:01+02:00", rules: { minimumNoticeMinutes: 60 } })).toBe(
      "minimum_notice",
    );
  });

  test.each<[string, BookingWindow]>([
    ["it is too far off", { kind: "calendar_days", days: 13, rolling: false }],
    ["enough days before it are free", { kind: "business_days", days: 5, rolling: true }],
    ["it is after the dates", { kind: "range", startOn: "2026-06-01", endOn: "2026-06-14" }],
    ["it is before the dates", { kind: "range", startOn: "2026-06-16", endOn: "2026-06-20" }],
  ])("%s", (_, bookingWindow) => {
    expect(reasonAt("10:00", { rules: { bookingWindow } })).toBe("outside_booking_window");
  });

  test("the host isn't open then, or not for so long", () => {
    expect(reasonAt("08:00")).toBe("outside_availability");
    expect(reasonAt("11:30")).toBe("outside_availability");
  });

  test("the host is out of office", () => {
    const outOfOffice = [{ startOn: "2026-06-15", endOn: "2026-06-15" }];
    expect(reasonAt("10:00", { host: { outOfOffice } })).toBe("out_of_office");
  });

  test("it lies between two start times", () => {
    expect(reasonAt("10:10")).toBe("not_on_grid");
    expect(reasonAt("10:00:30")).toBe("not_on_grid");
  });

  test("something else is at that time, or too near", () => {
    const host = { busy: [interval("2026-06-15T10:30+02:00/11:00")] };
    expect(reasonAt("10:00", { host })).toBe("busy");
    expect(reasonAt("11:00", { host, rules: { bufferBeforeMinutes: 5 } })).toBe("busy");
  });

  test("the day's bookings are used up", () => {
    const host = { countedBookings: [interval("2026-06-15T09:00+02:00/10:00")] };
    expect(reasonAt("10:00", { host, rules: { bookingLimits: [{ per: "day", maxCount: 1 }] } })).toBe(
      "limit_reached",
    );
  });

  test("only the first time of the day is offered", () => {
    expect(reasonAt("09:00", { rules: { onlyFirstSlotOfDay: true } })).toBe("offered");
    expect(reasonAt("10:00", { rules: { onlyFirstSlotOfDay: true } })).toBe("not_first_slot_of_day");
  });

  test("each host is kept from it by something else: the last rule that left someone", () => {
    const away = buildHost("ada", {}, { outOfOffice: [{ startOn: "2026-06-15", endOn: "2026-06-15" }] });
    const busy = buildHost("bo", {}, { busy: [interval("2026-06-15T10:00+02:00/11:00")] });
    expect(reasonAt("10:00", { hosts: [away, busy], combine: "any" })).toBe("busy");
    expect(reasonAt("10:00", { hosts: [away, busy], combine: "all" })).toBe("out_of_office");
  });

  test("nobody is there", () => {
    expect(reasonAt("10:00", { hosts: [] })).toBe("outside_availability");
  });
});

test("the first of several reasons is given: too late comes before closed and taken", () => {
  const host = { busy: [interval("2026-06-15T08:00+02:00/12:00")] };
  expect(reasonAt("08:00", { host, now: "2026-06-16T00:00+02:00" })).toBe("past");
  expect(reasonAt("08:00", { host })).toBe("outside_availability");
});
