import { seededFraction } from "../proof";

/** Chance that repeats itself from its seed. */
export type Dice = {
  fraction(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** Whether something happens that happens so often. */
  happens(share: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
};

export function createDice(seed: number): Dice {
  const fraction = seededFraction(seed);
  return {
    fraction,
    whole: (least, most) => least + Math.floor(fraction() * (most - least + 1)),
    happens: (share) => fraction() < share,
    pick: (values) => {
      const [first] = values;
      if (first === undefined) throw new Error("There is nothing to pick from.");
      return values[Math.floor(fraction() * values.length)] ?? first;
    },
  };
}
