import { ulid, ulidEntropyBytes } from "./ulid";

/**
 * The id of the event at `index` of a request that carries the seed, the same for each repetition of the
 * request; undefined when the seed isn't `<milliseconds>,<10 bytes in base64>`.
 */
export function eventIdFromSeed(seed: string, index: number): string | undefined {
  const match = /^(\d{1,15}),([A-Za-z0-9+/_-]+={0,2})$/.exec(seed);
  if (!match) return undefined;
  const entropy = Buffer.from(match[2] ?? "", "base64");
  const milliseconds = Number(match[1]);
  if (entropy.length !== ulidEntropyBytes || milliseconds >= 2 ** 48) return undefined;
  entropy.writeUInt32BE((entropy.readUInt32BE(6) ^ index) >>> 0, 6);
  return ulid(milliseconds, entropy);
}
