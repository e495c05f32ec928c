import type postgres from "postgres";
import type { RunningProduct } from "../support/running-product";

/** What a proof works on, and how much of it to do. */
export type ProofSetting = { product: RunningProduct; sql: postgres.Sql; cases: number; seed: number };

/** What was seen: figures to print, and everything that was not as promised. */
export type ProofResult = { name: string; figures: Record<string, number | string>; failures: string[] };

/** A repeatable sequence of numbers in [0, 1). */
export function seededFraction(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The values that a share of the others does not exceed; `share` 0.5 is the median. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
