import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { eventTypeSettingsSchema, newEventTypeSchema } from "./event-type-settings";

const least = { title: "Intro call", slug: "intro", lengthMinutes: 30 };

/** What is wrong with settings, as "field: message". */
function faults(more: Partial<z.input<typeof newEventTypeSchema>>): string[] {
  const { error } = newEventTypeSchema.safeParse({ ...least, ...more });
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

test("a title, an address and a length are enough, and make settings that are complete", () => {
  const settings = newEventTypeSchema.parse(least);
  expect(settings).toMatchObject({
    minimumNoticeMinutes: 120,
    bookingWindow: { kind: "unlimited" },
    confirmation: { kind: "none" },
    seats: null,
    recurrence: null,
  });
  expect(eventTypeSettingsSchema.parse(settings)).toEqual(settings);
});

describe("what doesn't work is said in a sentence about its field", () => {
  test.each<[what: string, more: Parameters<typeof faults>[0], fault: string]>([
    [
      "an address with a space",
      { slug: "my call" },
      "slug: must be lower-case letters, digits and hyphens between them",
    ],
    [
      "an address that ends with a hyphen",
      { slug: "call-" },
      "slug: must be lower-case letters, digits and hyphens between them",
    ],
    ["no title", { title: " " }, "title: must not be empty"],
    ["a length of nothing", { lengthMinutes: 0 }, "lengthMinutes: must be at least 1"],
    [
      "lengths without the usual one",
      { lengthOptionsMinutes: [15, 60] },
      "lengthOptionsMinutes: must include the usual length",
    ],
    [
      "a length twice",
      { lengthOptionsMinutes: [30, 30] },
      "lengthOptionsMinutes: must name each length once",
    ],
    ["start times every two minutes", { slotIntervalMinutes: 2 }, "slotIntervalMinutes: must be at least 5"],
    [
      "a window that ends before it starts",
      { bookingWindow: { kind: "range", startOn: "2026-12-02", endOn: "2026-12-01" } },
      "bookingWindow.endOn: must not be before the first date",
    ],
    [
      "two limits a day",
      {
        bookingLimits: [
          { per: "day", maxCount: 1 },
          { per: "day", maxMinutes: 60 },
        ],
      },
      "bookingLimits: must have at most one limit per day, week, month and year",
    ],
    [
      "a series of one",
      { recurrence: { frequency: "weekly", interval: 1, count: 1 } },
      "recurrence.count: must be at least 2",
    ],
    [
      "a series without an end",
      { recurrence: { frequency: "weekly", interval: 1, count: 53 } },
      "recurrence.count: must be at most 52",
    ],
    ["a session for nobody", { seats: { perSlot: 0 } }, "seats.perSlot: must be at least 1"],
    [
      "seats that must be confirmed",
      { seats: { perSlot: 3 }, confirmation: { kind: "always" } },
      "seats: can't be had where bookings must be confirmed",
    ],
    ["nobody may book", { maxActivePerAttendee: 0 }, "maxActivePerAttendee: must be at least 1"],
  ])("%s", (_what, more, fault) => {
    expect(faults(more)).toEqual([fault]);
  });
});
