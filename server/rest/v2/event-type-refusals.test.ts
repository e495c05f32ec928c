import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const least = { title: "Coding class", slug: "coding-class", lengthInMinutes: 60 };

test.each([
  [{ lengthInMinutes: undefined }, "lengthInMinutes", "lengthInMinutes is required"],
  [{ lengthInMinutes: 0 }, "lengthInMinutes", "lengthInMinutes must be at least 1"],
  [{ lengthInMinutesOptions: [15] }, "lengthInMinutesOptions", /must include the usual length/],
  [{ slug: "My class" }, "slug", /^slug must be lower-case letters/],
  [{ title: " " }, "title", "title must not be empty"],
  [{ slotInterval: 1 }, "slotInterval", "slotInterval must be at least 5"],
  [{ bookingLimitsCount: { day: 0 } }, "bookingLimitsCount.day", /must be at least 1/],
  [{ bookingWindow: { type: "moons", value: 1 } }, "bookingWindow.type", /must be one of/],
  [
    { bookingWindow: { type: "range", value: ["2026-12-24", "2026-12-01"] } },
    "bookingWindow.value.1",
    /must not be before the first date/,
  ],
  [{ confirmationPolicy: { type: "time" } }, "confirmationPolicy.noticeThreshold", /is required/],
  [
    { recurrence: { frequency: "weekly", interval: 1, occurrences: 1 } },
    "recurrence.occurrences",
    /at least 2/,
  ],
  [
    { seats: { seatsPerTimeSlot: 2 }, confirmationPolicy: { type: "always" } },
    "seats",
    "seats can't be had where bookings must be confirmed",
  ],
  [
    { bookingFields: [{ type: "email", required: false }] },
    "bookingFields.0",
    /must be required and visible/,
  ],
  [{ bookingFields: [{ type: "text", slug: "shoe-size" }] }, "bookingFields.0", /bookingFieldsResponses/],
  [{ bookingFields: [{ type: "name", label: "Sir?" }] }, "bookingFields.0.label", /leave it out/],
  [{ locations: [{ type: "integration", integration: "cal-video" }] }, "locations.0.type", /as a link/],
  [{ locations: [{ type: "attendeePhone" }] }, "locations.0.type", /attendeeDefined/],
  [
    { locations: [{ type: "address", address: "Room 1", public: false }] },
    "locations.0.public",
    /can't be false/,
  ],
  [
    {
      locations: [
        { type: "address", address: "Room 1" },
        { type: "address", address: "Room 2" },
      ],
    },
    "locations",
    "locations must be one place",
  ],
  [{ color: { lightThemeHex: "#fafafa", darkThemeHex: "#292929" } }, "color", /leave it out/],
  [{ disableCancelling: { disabled: true } }, "disableCancelling", /leave it out/],
  [{ schedulingType: "roundRobin" }, "schedulingType", /there are none/],
  [{ successRedirectUrl: "https://example.org" }, "successRedirectUrl", /leave it out/],
])("%j is refused by name by POST /v2/event-types, and nothing is offered", async (wrong, field, message) => {
  const before = await countRows(door.database.db);
  const { status, body } = await door.post("/v2/event-types", { ...least, ...wrong }, door.asHost);
  expect([status, body.error.details.field]).toEqual([400, field]);
  expect(body.error.message).toMatch(message);
  expect(await countRows(door.database.db)).toEqual(before);
});
