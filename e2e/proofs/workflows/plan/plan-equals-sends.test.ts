import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { createDice } from "../dice";
import { HandDrivenEngine } from "../hand-driven-engine";
import { CallReceiver } from "./call-receiver";
import { compareWithLedgers } from "./compare-with-ledger";
import { createHost } from "./create-host";
import { HostRun } from "./host-run";
import { textedCountries } from "./step-message";

const bookings = Number(process.env.PROVE_CASES ?? 12);
const seed = Number(process.env.PROVE_SEED ?? 5);

const bookingsPerHost = 250;
const dayMs = 86_400_000;
const startMs = Date.parse("2027-03-08T00:00:00Z");
const everyMs = 30 * 60_000;
const limits = { texts: 1_000_000, requests: 1_000_000, mails: 1_000_000, journalBytes: 2 ** 40 };

let world: World;
let receiver: CallReceiver;

beforeAll(async () => {
  receiver = await CallReceiver.listen();
  world = await createWorld(new Date(startMs), {
    ...{ sandboxLimits: limits, providerTimeoutMs: 60_000, smsCountries: textedCountries },
  });
});
afterAll(async () => {
  await world.close();
  await receiver.close();
});

test("what phones, mailboxes and servers receive is what the bookings owe, once each, and every message ends", async () => {
  const hostCount = Math.max(3, Math.ceil(bookings / bookingsPerHost));
  // Half a minute off, so that nothing that is done meets what is due.
  const instants = Array.from(
    { length: (30 * dayMs) / everyMs },
    (_, index) => startMs + 30_000 + index * everyMs,
  );
  const runs: HostRun[] = [];
  for (let number = 1; number <= hostCount; number += 1) {
    const ownDice = createDice(seed * 1000 + number);
    const run = new HostRun(
      world,
      ownDice,
      await createHost(world, ownDice, { number, receiverUrl: receiver.url }),
      instants,
    );
    run.plan(Math.ceil(bookings / hostCount));
    runs.push(run);
  }
  const engine = new HandDrivenEngine(world, () => world.contextAs({ kind: "system" }, "organizer"));
  const startedAt = performance.now();
  for (const atMs of instants) {
    if (!runs.some((run) => run.isBusyAt(atMs))) continue;
    await engine.advanceTo(new Date(atMs));
    for (const { ledger } of runs) ledger.advance(atMs);
    await Promise.all(runs.map((run) => run.act(atMs)));
    await engine.settle();
    for (const { ledger } of runs) ledger.advance(atMs);
  }
  const endMs = startMs + 90 * dayMs;
  await engine.advanceTo(new Date(endMs));
  for (const { ledger } of runs) ledger.advance(endMs);
  const { figures, failures } = await compareWithLedgers(
    world,
    runs.map(({ ledger }) => ledger),
    receiver,
  );
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  process.stdout.write(`plan equals sends: seed ${seed}, ${seconds} s, ${JSON.stringify(figures)}\n`);
  const all = [...runs.flatMap((run) => run.failures), ...failures];
  expect(all.slice(0, 20)).toEqual([]);
});
