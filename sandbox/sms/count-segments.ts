const gsmBasic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§" +
  "¿abcdefghijklmnopqrstuvwxyzäöñüà";
const gsmExtended = "^{}\\[~]|€\f";
const septets = new Map([
  ...[...gsmBasic].map((c) => [c, 1] as const),
  ...[...gsmExtended].map((c) => [c, 2] as const),
]);

function countChunks(length: number, single: number, multiple: number): number {
  return length <= single ? 1 : Math.ceil(length / multiple);
}

/**
 * The number of segments that a text is sent in.
 * @see 3GPP TS 23.038: 160 septets or 153 each, otherwise 70 UCS-2 units or 67 each.
 */
export function countSegments(body: string): number {
  let septetCount = 0;
  for (const character of body) {
    const septetsNeeded = septets.get(character);
    if (septetsNeeded === undefined) return countChunks(body.length, 70, 67);
    septetCount += septetsNeeded;
  }
  return countChunks(septetCount, 160, 153);
}
