import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseReply } from "./parse-reply";

const stops = ["STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"];
const kinds = [
  ...stops.map((word) => [word, "stop"] as const),
  ...[["START", "start"] as const, ["UNSTOP", "start"] as const, ["YES", "yes"] as const],
  ...[["HELP", "help"] as const, ["INFO", "help"] as const],
  ...[["C", "confirm"] as const, ["X", "cancel"] as const, ["R", "reschedule"] as const],
];

const spaces = [" ", "\t", "\n", "\u00a0", "\u2003", "\u202f", "\u3000", "\u200b", "\ufeff", "\u2060"];
const marks = [".", "!", "?", '"', "“", "”", "'", "-", "…", "*", "(", ")", "🛑", "。"];
const wrapping = fc.string({ unit: fc.constantFrom(...spaces, ...marks), maxLength: 6 });
const casing = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });
const cased = (word: string, upper: boolean[]) =>
  [...word].map((letter, index) => (upper[index] ? letter : letter.toLowerCase())).join("");

describe("a text that is nothing but a word we know", () => {
  test("asks for the same in any case, wrapped in any spaces and punctuation", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        casing,
        wrapping,
        wrapping,
        ([word, kind], upper, before, after) => {
          expect(parseReply(`${before}${cased(word, upper)}${after}`)).toEqual({ kind });
        },
      ),
    );
  });

  test.each(["Opt-out", "opt out", "STOP ALL", "Please stop", "ＳＴＯＰ", "Arrêt", "don’t text me"])(
    "%s stops texts",
    (body) => expect(parseReply(body)).toEqual({ kind: "stop" }),
  );

  test.each([
    ["1", 1],
    [" 2. ", 2],
    ["#3", 3],
    ["(12)", 12],
    ["４", 4],
  ])("%s is the number %d", (body, number) => {
    expect(parseReply(body)).toEqual({ kind: "choice", number });
  });
});

describe("a text that says anything more", () => {
  test("is for a person to read, whatever words it holds", () => {
    const more = fc.constantFrom("by", "late", "Tuesday", "9am", "my", "dog");
    fc.assert(
      fc.property(fc.constantFrom(...kinds), more, wrapping, ([word], other, space) => {
        expect(parseReply(`${word} ${space}${other}`)).toEqual({ kind: "other" });
        expect(parseReply(`${other}${space} ${word}`)).toEqual({ kind: "other" });
      }),
    );
  });

  test.each(["please stop by at 3", "I can't come", "10:00", "1-2", "100", "0", "", "   ", "👍"])(
    "%j asks for nothing",
    (body) => expect(parseReply(body)).toEqual({ kind: "other" }),
  );
});

test("any text at all is understood as something", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (body) => parseReply(body).kind.length > 0));
});
