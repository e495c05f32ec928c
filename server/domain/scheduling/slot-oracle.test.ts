import fc from "fast-check";
import { expect, test } from "vitest";
import { listSlots } from "./list-slots";
import { proofCases, proofSeed, reportProof } from "./testing/proof";
import { oracleSlots } from "./testing/slot-oracle";
import { slotQueryArbitrary } from "./testing/slot-query-arbitrary";

const seed = proofSeed();
const cases = proofCases(200);

test(`exactly those minutes are offered that the oracle offers (${cases} cases, seed ${seed})`, {
  timeout: 0,
}, () => {
  let slotCount = 0;
  let emptyCount = 0;
  fc.assert(
    fc.property(slotQueryArbitrary, (query) => {
      const slots = listSlots(query);
      expect(slots).toEqual(oracleSlots(query));
      slotCount += slots.length;
      if (slots.length === 0) emptyCount++;
    }),
    { seed, numRuns: cases },
  );
  reportProof(
    `oracle: ${cases} cases, seed ${seed}: ${slotCount} slots alike, ${emptyCount} cases without slots`,
  );
  expect(slotCount).toBeGreaterThan(cases);
});
