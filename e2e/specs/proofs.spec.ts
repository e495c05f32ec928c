import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { idempotentPairs } from "../proofs/idempotent-pairs";
import { oneSlotRace } from "../proofs/one-slot-race";
import type { ProofResult, ProofSetting } from "../proofs/proof";
import { textLatency } from "../proofs/text-latency";
import { productUnderTest } from "../support/running-product";

test.describe.configure({ mode: "serial", timeout: 120_000 });

const seed = 20_261_124;

async function failuresOf(proof: (setting: ProofSetting) => Promise<ProofResult>, cases: number) {
  const product = productUnderTest();
  const sql = postgres(product.databaseUrl, { max: 2 });
  try {
    return (await proof({ product, sql, cases, seed })).failures;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

test("each booking puts one text on the phone", async () => {
  expect(await failuresOf(textLatency, 3)).toEqual([]);
});

test("of many who want one time, one gets it and the others are told", async () => {
  expect(await failuresOf(oneSlotRace, 40)).toEqual([]);
});

test("equal requests with one Idempotency-Key make one booking", async () => {
  expect(await failuresOf(idempotentPairs, 20)).toEqual([]);
});
