import { expect, test } from "vitest";
import { replyTexts, whichText } from "./reply-texts";
import { stopWordOffered } from "./stop-word-offered";

test.each([
  ["Reply CANCEL to cancel your booking.", "CANCEL"],
  ["To end it, text “End”.", "End"],
  ["Respond with quit if you can't come", "quit"],
  ["See you! Reply back with 'cancel'", "cancel"],
])("%s offers a word that stops all texts", (body, word) => {
  expect(stopWordOffered(body)).toBe(word);
});

test.each([
  "Reply STOP to get no more texts.",
  "Reply X to cancel, C to confirm.",
  "Cancel here: {CANCEL_URL}",
  "Reply to this text to cancel.",
])("%s is all right", (body) => {
  expect(stopWordOffered(body)).toBeNull();
});

test("none of our own answers offers one", () => {
  const own = [...Object.values(replyTexts), whichText("cancel", ["a"]), whichText("reschedule", ["a", "b"])];
  for (const body of own) expect(stopWordOffered(body)).toBeNull();
});
