import { spawnSync } from "node:child_process";
import postgres from "postgres";
import { ProductCopy } from "../support/product-copy";
import { fuzzApi } from "./fuzz/fuzz-api";
import { idempotentPairs } from "./idempotent-pairs";
import { killAndRestart } from "./kill-and-restart";
import { oneSlotRace } from "./one-slot-race";
import { pairsWithKills } from "./pairs-with-kills";
import type { ProofResult, ProofSetting } from "./proof";
import { buffers, dailyLimit, lastSeat, overlappingLengths, twoEventTypes } from "./races/booking-races";
import { pendingConfirmed, rescheduleSwaps, reservationAgainstBooking } from "./races/change-races";
import { replan } from "./replan";
import { sameMinute } from "./same-minute";
import { textLatency } from "./text-latency";

type Proof = { run: (setting: ProofSetting, copy: ProductCopy) => Promise<ProofResult>; cases: number };

const proofs: Record<string, Proof> = {
  latency: { run: textLatency, cases: 30 },
  race: { run: oneSlotRace, cases: 200 },
  pairs: { run: idempotentPairs, cases: 1000 },
  "killed-pairs": { run: pairsWithKills, cases: 1000 },
  lengths: { run: overlappingLengths, cases: 1000 },
  "event-types": { run: twoEventTypes, cases: 1000 },
  buffers: { run: buffers, cases: 1000 },
  limit: { run: dailyLimit, cases: 1000 },
  confirm: { run: pendingConfirmed, cases: 1000 },
  swaps: { run: rescheduleSwaps, cases: 1000 },
  seats: { run: lastSeat, cases: 1000 },
  reservations: { run: reservationAgainstBooking, cases: 1000 },
  replan: { run: replan, cases: 5000 },
  "same-minute": { run: sameMinute, cases: 10_000 },
  fuzz: { run: (setting, copy) => fuzzApi(setting, copy.rootPid), cases: 50_000 },
  kills: { run: ({ cases, seed }, copy) => killAndRestart(copy, cases, seed), cases: 50 },
};

/** Proofs that need no running copy are tests that do more cases when they are asked to. */
const testProofs: Record<string, { file: string; cases: number }> = {
  changes: { file: "inngest/functions/changes-against-sends.test.ts", cases: 600 },
  plan: { file: "e2e/proofs/workflows/plan", cases: 5000 },
  interleavings: { file: "e2e/proofs/workflows/interleavings", cases: 10_000 },
  "clock-changes": { file: "e2e/proofs/workflows/clock-changes.test.ts", cases: 1 },
  outage: { file: "e2e/proofs/workflows/outage.test.ts", cases: 2000 },
  receipts: { file: "server/services/messages/receipts-in-any-order.test.ts", cases: 5000 },
  slots: { file: "server/domain/scheduling", cases: 20_000 },
};

/** Runs the long proofs on a copy of the product, all or those named, and prints what each saw. */
async function prove(names: string[]): Promise<number> {
  const seed = Number(process.env.PROVE_SEED ?? Date.now() % 1_000_000);
  const known = [...Object.keys(proofs), ...Object.keys(testProofs)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`Unknown: ${unknown}. There are: ${known.join(", ")}.`);
  let failed = 0;
  for (const [name, { file, cases }] of Object.entries(testProofs)) {
    if (names.length === 0 || names.includes(name)) failed += runTests(file, cases, seed);
  }
  for (const [name, { run, cases }] of Object.entries(proofs)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const copy = await ProductCopy.start();
    const sql = postgres(copy.product.databaseUrl, { max: 2 });
    try {
      const setting = { product: copy.product, sql, cases: Number(process.env.PROVE_CASES ?? cases), seed };
      const result = await run(setting, copy);
      report(name, result);
      failed += result.failures.length;
    } finally {
      await sql.end({ timeout: 1 });
      await copy.stop();
    }
  }
  return failed;
}

function runTests(file: string, cases: number, seed: number): number {
  const env = { PROVE_CASES: String(cases), PROVE_SEED: String(seed), ...process.env };
  const { status } = spawnSync("npx", ["vitest", "run", file, "--testTimeout=3600000"], {
    stdio: "inherit",
    env,
  });
  return status === 0 ? 0 : 1;
}

function report(name: string, { name: title, figures, failures }: ProofResult): void {
  const facts = Object.entries(figures).map(([fact, value]) => `${fact} ${value}`);
  process.stdout.write(`${name}: ${title}: ${facts.join(", ")}; ${failures.length} failures\n`);
  for (const failure of failures.slice(0, 20)) process.stdout.write(`  ${failure}\n`);
}

process.exitCode = (await prove(process.argv.slice(2))) === 0 ? 0 : 1;
