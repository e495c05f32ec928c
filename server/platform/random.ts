import { randomBytes, randomUUID } from "node:crypto";

/** The dice as an argument: identifiers, secrets and jitter come from here. */
export type Random = {
  uuid(): string;
  /** URL-safe text carrying at least `bytes` bytes of entropy. */
  token(bytes: number): string;
  /** A number in [0, 1). */
  fraction(): number;
};

export const systemRandom: Random = {
  uuid: randomUUID,
  token: (bytes) => randomBytes(bytes).toString("base64url"),
  fraction: Math.random,
};
