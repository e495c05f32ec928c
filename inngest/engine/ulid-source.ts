import { createHash } from "node:crypto";
import type { Clock } from "@/server/platform/clock";
import type { Random } from "@/server/platform/random";
import { ulid, ulidEntropyBytes } from "./protocol/ulid";

/** Makes the ids of runs, events and requests; ids of one source sort in the order in which they were made. */
export class UlidSource {
  #milliseconds = -1;
  #entropy = 0n;

  constructor(
    private readonly clock: Clock,
    private readonly random: Random,
  ) {}

  next(): string {
    const milliseconds = this.clock.now().getTime();
    if (milliseconds > this.#milliseconds) {
      this.#milliseconds = milliseconds;
      this.#entropy = this.#draw();
    } else {
      this.#entropy += 1n;
    }
    return ulid(
      this.#milliseconds,
      Buffer.from(this.#entropy.toString(16).padStart(ulidEntropyBytes * 2, "0"), "hex"),
    );
  }

  /** Half of the range stays free for the increments of one millisecond. */
  #draw(): bigint {
    const bytes = Buffer.from(this.random.token(ulidEntropyBytes), "base64url").subarray(0, ulidEntropyBytes);
    return BigInt(`0x${bytes.toString("hex")}`) >> 1n;
  }
}

/** The id that every engine derives for the same name at the same instant. */
export function derivedUlid(at: Date, name: string): string {
  return ulid(at.getTime(), createHash("sha256").update(name).digest().subarray(0, ulidEntropyBytes));
}
