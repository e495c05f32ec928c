import { describe, expect, test } from "vitest";
import { smsSegments } from "./sms-segments";

// The default alphabet of 3GPP TS 23.038, row by row; 0x1B leads to the extension table.
const defaultAlphabet = [
  ["@", "£", "$", "¥", "è", "é", "ù", "ì", "ò", "Ç", "\n", "Ø", "ø", "\r", "Å", "å"],
  ["Δ", "_", "Φ", "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ", null, "Æ", "æ", "ß", "É"],
  [..." !\"#¤%&'()*+,-./"],
  [..."0123456789:;<=>?"],
  [..."¡ABCDEFGHIJKLMNO"],
  [..."PQRSTUVWXYZÄÖÑÜ§"],
  [..."¿abcdefghijklmno"],
  [..."pqrstuvwxyzäöñüà"],
].flat();
const extensionTable = ["\f", "^", "{", "}", "\\", "[", "~", "]", "|", "€"];

describe("smsSegments", () => {
  test("the default alphabet takes one unit a character, the extension table two", () => {
    expect(defaultAlphabet).toHaveLength(128);
    for (const character of defaultAlphabet) {
      if (character === null) continue;
      expect(smsSegments(character)).toMatchObject({ encoding: "GSM-7", unitCount: 1 });
    }
    for (const character of extensionTable) {
      expect(smsSegments(character)).toMatchObject({ encoding: "GSM-7", unitCount: 2 });
    }
  });

  test("no other character of the first plane goes as GSM-7", () => {
    const known = new Set([...defaultAlphabet, ...extensionTable]);
    for (let code = 0; code < 0x10000; code += 1) {
      const character = String.fromCharCode(code);
      if (!known.has(character)) expect(smsSegments(character).encoding).toBe("UCS-2");
    }
  });

  test.each([
    ["", 0, 160],
    ["a".repeat(160), 1, 0],
    ["a".repeat(161), 2, 145],
    ["a".repeat(306), 2, 0],
    ["a".repeat(307), 3, 152],
    ["ж".repeat(70), 1, 0],
    ["ж".repeat(71), 2, 63],
    ["ж".repeat(134), 2, 0],
    ["ж".repeat(135), 3, 66],
    // A pair that the border of a part would cut goes whole to the next one.
    [`${"a".repeat(152)}€${"a".repeat(10)}`, 2, 141],
    [`${"ж".repeat(66)}😀${"ж".repeat(10)}`, 2, 55],
  ])("%# takes its parts", (text, segmentCount, unitsLeft) => {
    expect(smsSegments(text)).toMatchObject({ segmentCount, unitsLeft });
  });

  test("the first character that flips the encoding is named", () => {
    expect(smsSegments("It’s 5€ 😀").flippedBy).toEqual({ character: "’", index: 2 });
    expect(smsSegments("ok 😀").flippedBy).toEqual({ character: "😀", index: 3 });
  });
});
