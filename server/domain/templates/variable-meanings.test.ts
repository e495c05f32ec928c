import { expect, test } from "vitest";
import { bookingVariables } from "./booking-variables";
import { exampleBooking } from "./example-booking";
import { variableMeanings } from "./variable-meanings";

test("every built-in variable has a meaning, and nothing else has", () => {
  const host = { name: "Mira", email: "mira@example.com", phoneNumber: null, timeZone: "UTC", locale: "en" };
  const booking = exampleBooking(host, { id: 1, title: "Intro", lengthMinutes: 30 }, new Date(0));
  const names = [...bookingVariables(booking, "attendee", "https://example.com").keys()];
  expect(Object.keys(variableMeanings).toSorted()).toEqual(names.toSorted());
});
