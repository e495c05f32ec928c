import { afterAll, beforeAll, expect, test } from "vitest";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { setWorkflowActive } from "@/server/services/workflows/set-workflow-active";
import { createDice } from "../dice";
import { type EngineEvent, HandDrivenEngine } from "../hand-driven-engine";
import { type CaseHost, createCaseHost } from "./case-host";
import { CaseRun } from "./case-run";
import { Crash, type CrashCounts, crash, crashingContext } from "./crashing-context";
import { findWrongs, reminderNow } from "./find-wrongs";

const interleavings = Number(process.env.PROVE_CASES ?? 12);
const seed = Number(process.env.PROVE_SEED ?? 20_261_124);

const casesAtOnce = Math.min(24, interleavings);
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const limits = { texts: 50_000, requests: 50_000, mails: 50_000, journalBytes: 2 ** 40 };

let world: World;
const dice = createDice(seed);
const crashes: CrashCounts = { beforeProvider: 0, afterProvider: 0, beforeStep: 0, afterStep: 0 };
const seen = { interleavings: 0, repeated: 0, lost: 0, messages: {} as Record<string, number> };
let hasMishaps = true;

beforeAll(async () => {
  world = await createWorld(new Date("2027-03-01T00:00:30Z"), {
    sandboxLimits: limits,
    providerTimeoutMs: 60_000,
  });
});
afterAll(() => world.close());

const engine = () =>
  new HandDrivenEngine(
    world,
    () => {
      const ctx = world.contextAs({ kind: "system" }, "organizer");
      return hasMishaps ? crashingContext(ctx, dice, crashes) : ctx;
    },
    deliver,
  );

/** As an engine whose app crashes: events are repeated, come late, or leave it to look-after. */
async function deliver(event: EngineEvent, handle: () => Promise<void>): Promise<void> {
  if (!hasMishaps) return handle();
  try {
    if (dice.happens(0.05)) throw crash(crashes, "beforeStep");
    await Promise.all(dice.happens(0.1) ? [handle(), handle()] : [handle()]);
    if (dice.happens(0.05)) throw crash(crashes, "afterStep");
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    // A change of a workflow has nobody else to look after it: its run is tried until it succeeds.
    const isRepeated = event.name === "workflow/changed" || dice.happens(0.5);
    if (isRepeated) driven?.later(event, dice.whole(1, 20) * 1000);
    seen[isRepeated ? "repeated" : "lost"] += 1;
  }
}
let driven: HandDrivenEngine | null = null;

test("whatever meets whatever, nothing stale goes out, nothing twice, and every message ends", async () => {
  const hosts: CaseHost[] = [];
  for (let number = 1; number <= casesAtOnce; number += 1) hosts.push(await createCaseHost(world, number));
  driven = engine();
  await driven.settle();
  const startedAt = performance.now();
  const wrongs: string[] = [];
  for (let round = 0; seen.interleavings < interleavings; round += 1) {
    wrongs.push(...(await playRound(driven, hosts, round)));
    expect(wrongs.slice(0, 10)).toEqual([]);
    if ((round + 1) % 10 === 0) process.stdout.write(`interleavings: ${seen.interleavings} so far\n`);
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  seen.messages = await countOutcomes();
  process.stdout.write(
    `interleavings: seed ${seed}, ${seconds} s, ${JSON.stringify({ ...seen, crashes })}\n`,
  );
});

async function countOutcomes(): Promise<Record<string, number>> {
  const rows = await world.database.sql<{ outcome: string; count: number }[]>`
    select state || coalesce('(' || reason || ')', '') as outcome, count(*)::int as count
    from messages group by 1 order by 2 desc`;
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]));
}

async function playRound(by: HandDrivenEngine, hosts: readonly CaseHost[], round: number): Promise<string[]> {
  await fetch(`${world.sandbox.url}/reset`, { method: "POST" });
  hasMishaps = true;
  const runs = hosts.map((host, index) => newCase(host, round * casesAtOnce + index));
  for (const run of runs) await plantFaults(run.phone);
  for (let moment = 0; moment < 3; moment += 1) {
    await playMoment(by, runs, moment);
    world.clock.advance(dice.pick([0, 1000, 5000, 30_000]));
  }
  hasMishaps = false;
  // Relays take over what a dead one had leased.
  world.clock.advance(20_000);
  await by.settle();
  for (const run of runs) {
    const begins = await reminderNow(world, run);
    const steps = run.host.reminder.steps.map(({ id }) => `step:${id}`);
    await run.remember(
      "edit",
      ({ source, body }) => steps.includes(source) && (begins === null || !body.startsWith(`${begins} `)),
    );
  }
  await by.advanceTo(
    new Date(Math.ceil((world.clock.now().getTime() + 4 * dayMs) / minuteMs) * minuteMs + 30_000),
  );
  seen.interleavings += runs.length;
  const wrongs = (await Promise.all(runs.map((run) => findWrongs(world, run)))).flat();
  for (const { host } of runs) {
    const ctx = world.contextAs({ kind: "organizer", userId: host.id }, "organizer");
    await setWorkflowActive(ctx, { id: host.reminder.id, activeOn: { kind: "all" } });
  }
  return wrongs;
}

/** Bookings, or what is done to them, at the same time as the engine does what is due. */
async function playMoment(by: HandDrivenEngine, runs: readonly CaseRun[], moment: number): Promise<void> {
  let isBusy = true;
  const acting = runs.map(async (run) => {
    if (moment === 0) return run.book();
    await turns(dice.whole(0, 200));
    for (let deeds = dice.whole(0, 3); deeds > 0; deeds -= 1) {
      await run.act();
      await turns(dice.whole(0, 50));
    }
  });
  const all = Promise.all(acting).finally(() => {
    isBusy = false;
  });
  if (moment > 0) await by.tick();
  while (isBusy) {
    await by.settle();
    await turns(1);
  }
  await all;
  if (dice.happens(0.5)) await by.settle();
}

function newCase(host: CaseHost, number: number): CaseRun {
  const phone = `+1415${2_000_000 + number}`;
  let next = Math.ceil(world.clock.now().getTime() / (30 * minuteMs)) + 2;
  return new CaseRun(world, dice, host, phone, () => {
    next += dice.whole(0, 1);
    return new Date(next++ * 30 * minuteMs);
  });
}

async function plantFaults(to: string): Promise<void> {
  const faults: Record<string, unknown>[] = [
    { dropResponse: true },
    { httpStatus: 503, code: 20500 },
    { httpStatus: 429, code: 20429, retryAfterSeconds: 3 },
    { httpStatus: 502, gateway: true },
    { httpStatus: 504, gateway: true, accepted: true },
    { finalStatus: "undelivered", errorCode: 30003 },
    { callback: "none" },
    { callback: "duplicate" },
    { callback: "reorder" },
  ];
  for (let count = dice.whole(0, 2); count > 0; count -= 1) {
    await fetch(`${world.sandbox.url}/sms/faults`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ count: dice.whole(1, 2), to, ...dice.pick(faults) }),
    });
  }
}

/** Lets other work go first, a number of turns of the event loop. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
