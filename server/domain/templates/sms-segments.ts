const basicCharacters = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const extensionCharacters = new Set("\f^{}\\[~]|€");

export type SmsSegments = {
  encoding: "GSM-7" | "UCS-2";
  segmentCount: number;
  /** Septets in GSM-7, 16-bit units in UCS-2. */
  unitCount: number;
  /** How many more units the last segment takes. */
  unitsLeft: number;
  /** The first character that GSM-7 lacks, so that the whole text goes as UCS-2, and where it stands. */
  flippedBy: { character: string; index: number } | null;
};

const capacities = { "GSM-7": { single: 160, part: 153 }, "UCS-2": { single: 70, part: 67 } } as const;

/**
 * How many parts a text takes on the wire. A character of two units is never cut in two.
 * @see 3GPP TS 23.038 section 6.2.1, 3GPP TS 23.040 section 9.2.3.24.1
 */
export function smsSegments(text: string): SmsSegments {
  const flippedBy = firstOutsideGsm(text);
  const encoding = flippedBy === null ? "GSM-7" : "UCS-2";
  const sizes = [...text].map((character) => unitsOf(character, encoding));
  const unitCount = sizes.reduce((sum, size) => sum + size, 0);
  const { single, part } = capacities[encoding];
  if (unitCount <= single) {
    return {
      encoding,
      segmentCount: text === "" ? 0 : 1,
      unitCount,
      unitsLeft: single - unitCount,
      flippedBy,
    };
  }
  let segmentCount = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) {
      segmentCount += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, segmentCount, unitCount, unitsLeft: part - used, flippedBy };
}

function firstOutsideGsm(text: string): SmsSegments["flippedBy"] {
  let index = 0;
  for (const character of text) {
    if (!basicCharacters.has(character) && !extensionCharacters.has(character)) return { character, index };
    index += character.length;
  }
  return null;
}

function unitsOf(character: string, encoding: SmsSegments["encoding"]): number {
  if (encoding === "UCS-2") return character.length;
  return extensionCharacters.has(character) ? 2 : 1;
}
