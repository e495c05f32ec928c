import { expect, test } from "vitest";
import type { EventTypeChoice } from "../event-type-choice";
import { firstQuestion, planInput } from "./plan-question";

const eventType = { id: 7, lengthMinutes: 45 } as EventTypeChoice;
const question = firstQuestion(eventType, "America/New_York", new Date("2026-11-24T03:00:00Z"));

test("a made-up booking begins at ten on the organizer’s clock, whatever zone the attendee is in", () => {
  const input = planInput({ ...question, timeZone: "Asia/Tokyo" }, "America/New_York");
  expect(input).toEqual({
    occasion: "created",
    booking: {
      kind: "made_up",
      eventTypeId: 7,
      startsAt: "2026-11-26T15:00:00.000Z",
      lengthMinutes: 45,
      timeZone: "Asia/Tokyo",
      hasPhone: true,
      isReturning: false,
    },
  });
});

test("a booking that there is is asked for by its uid alone", () => {
  const input = planInput({ ...question, bookingUid: "abc", occasion: "cancelled" }, "UTC");
  expect(input).toEqual({ occasion: "cancelled", booking: { kind: "booking", uid: "abc" } });
});
