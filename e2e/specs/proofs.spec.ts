import { expect, test } from "@playwright/test";
import postgres from "postgres";
import { idempotentPairs } from "../proofs/idempotent-pairs";
import { oneSlotRace } from "../proofs/one-slot-race";
import type { ProofResult, ProofSetting } from "../proofs/proof";
import {
  buffers,
  dailyLimit,
  lastSeat,
  overlappingLengths,
  twoEventTypes,
} from "../proofs/races/booking-races";
import { pendingConfirmed, rescheduleSwaps, reservationAgainstBooking } from "../proofs/races/change-races";
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

const races: [words: string, proof: (setting: ProofSetting) => Promise<ProofResult>][] = [
  ["meetings of different lengths never overlap", overlappingLengths],
  ["two kinds of meeting of one host never overlap", twoEventTypes],
  ["buffers are kept between meetings that are booked at once", buffers],
  ["a day never gets more bookings than its limit", dailyLimit],
  ["a request that is confirmed while others book gets its time, or they do", pendingConfirmed],
  ["bookings that swap their times never meet", rescheduleSwaps],
  ["the last seat goes to one", lastSeat],
  ["a time is reserved or booked by one", reservationAgainstBooking],
];

for (const [words, proof] of races) {
  test(words, async () => {
    expect(await failuresOf(proof, 40)).toEqual([]);
  });
}
