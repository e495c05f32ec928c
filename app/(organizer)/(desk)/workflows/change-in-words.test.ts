import { expect, test } from "vitest";
import { changeInWords } from "./change-in-words";

const none = { adds: 0, moves: 0, rewrites: 0, cancels: 0, bookings: 0 };

test.each([
  [{}, "Nothing changes for meetings that are booked already."],
  [{ adds: 1, bookings: 1 }, "This adds 1 message, for 1 upcoming booking."],
  [
    { moves: 12, cancels: 9, bookings: 20 },
    "This moves 12 messages and calls off 9, for 20 upcoming bookings.",
  ],
  [
    { adds: 143, moves: 12, rewrites: 1, cancels: 9, bookings: 150 },
    "This adds 143 messages, moves 12, rewords 1 and calls off 9, for 150 upcoming bookings.",
  ],
])("a change is told by what it does, case %#", (counts, words) => {
  expect(changeInWords({ ...none, ...counts })).toBe(words);
});
