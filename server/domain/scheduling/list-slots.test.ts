import { expect, test } from "vitest";
import { listSlots } from "./list-slots";
import type { SlotQuery } from "./slot-query";

const sunday: SlotQuery = {
  rules: {
    timeZone: "America/New_York",
    slotIntervalMinutes: 30,
    startOffsetMinutes: 0,
    minimumNoticeMinutes: 0,
    bookingWindow: { kind: "unlimited" },
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    bookingLimits: [],
    onlyFirstSlotOfDay: false,
  },
  lengthMinutes: 30,
  combine: "any",
  nowMs: Date.parse("2026-10-01T00:00Z"),
  window: { startMs: Date.parse("2026-11-01T00:00Z"), endMs: Date.parse("2026-11-02T08:00Z") },
  hosts: [
    {
      hostId: "ada",
      schedule: {
        timeZone: "America/New_York",
        weeklyHours: [{ weekday: 7, startMinute: 9 * 60, endMinute: 12 * 60 }],
        overrides: [],
      },
      busy: [{ startMs: Date.parse("2026-11-01T10:00-05:00"), endMs: Date.parse("2026-11-01T11:05-05:00") }],
    },
  ],
};

test("10:00 to 11:05 taken in New York leaves 9:00, 9:30 and 11:30", () => {
  expect(listSlots(sunday).map(({ startMs }) => new Date(startMs).toISOString())).toEqual([
    "2026-11-01T14:00:00.000Z",
    "2026-11-01T14:30:00.000Z",
    "2026-11-01T16:30:00.000Z",
  ]);
});
