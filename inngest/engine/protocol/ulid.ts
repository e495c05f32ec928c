const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const ulidEntropyBytes = 10;

/**
 * The 26-character ULID of an instant and 10 bytes of entropy: equal arguments give equal ids.
 * @throws RangeError when the instant doesn't fit in 48 bits or the entropy isn't 10 bytes
 * @see https://github.com/ulid/spec
 */
export function ulid(milliseconds: number, entropy: Uint8Array): string {
  if (!Number.isInteger(milliseconds) || milliseconds < 0 || milliseconds >= 2 ** 48) {
    throw new RangeError("a ULID takes whole milliseconds of 48 bits");
  }
  if (entropy.length !== ulidEntropyBytes) throw new RangeError("a ULID takes 10 bytes of entropy");
  return encode(BigInt(milliseconds), 10) + encode(BigInt(`0x${Buffer.from(entropy).toString("hex")}`), 16);
}

function encode(value: bigint, characters: number): string {
  let text = "";
  for (let rest = value; text.length < characters; rest >>= 5n) text = alphabet[Number(rest & 31n)] + text;
  return text;
}
