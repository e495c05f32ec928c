import { isDeepStrictEqual } from "node:util";
import type postgres from "postgres";
import type { Actor, DoorDriver, PhoneSpelling } from "./doors";
import { type Effects, readEffects } from "./effects";

export type ParitySetting = {
  sql: postgres.Sql;
  doors: DoorDriver[];
  spellings: PhoneSpelling[];
  eventTypeId: number;
  /** Two free times: every booking is made at the first and moved to the second, so that all texts are alike. */
  start: string;
  laterStart: string;
};

export type ParityReport = { comparisons: number; chains: number; differences: string[] };

type Stage = "create" | "reschedule (old)" | "reschedule (new)" | "cancel";
type Chain = { door: string; actor: Actor; spelling: PhoneSpelling; stages: Record<Stage, Effects> };

/**
 * Books, moves and cancels through every door, as every actor, in every spelling, and compares all that each
 * stage left behind. Spellings that name a place to meet are compared among themselves, since the place is part of
 * what was asked for; of those the rest is compared too.
 */
export async function compareDoors(setting: ParitySetting): Promise<ParityReport> {
  const report: ParityReport = { comparisons: 0, chains: 0, differences: [] };
  const baselines = new Map<string, Chain>();
  for (const driver of setting.doors) {
    for (const actor of driver.actors) {
      for (const spelling of setting.spellings.filter((each) => driver.spells(each))) {
        const chain = await runChain(setting, driver, actor, spelling);
        report.chains += 1;
        const kind = spelling.place.includes("location") ? "with a place" : "without a place";
        const baseline = baselines.get(kind);
        if (baseline) compare(report, baseline, chain);
        else baselines.set(kind, chain);
      }
    }
  }
  return report;
}

async function runChain(
  setting: ParitySetting,
  driver: DoorDriver,
  actor: Actor,
  spelling: PhoneSpelling,
): Promise<Chain> {
  const { sql, start, laterStart, eventTypeId } = setting;
  const first = await driver.book(actor, { start, eventTypeId, spelling });
  const create = await readEffects(sql, first);
  const second = await driver.move(actor, first, laterStart);
  const moved = { old: await readEffects(sql, first), new: await readEffects(sql, second) };
  await driver.cancel(actor, second);
  const cancel = await readEffects(sql, second);
  const stages = {
    create,
    "reschedule (old)": moved.old,
    "reschedule (new)": moved.new,
    cancel,
  };
  return { door: driver.door, actor, spelling, stages };
}

function compare(report: ParityReport, baseline: Chain, chain: Chain): void {
  for (const stage of Object.keys(chain.stages) as Stage[]) {
    report.comparisons += 1;
    for (const part of Object.keys(chain.stages[stage])) {
      const expected = baseline.stages[stage][part];
      const found = chain.stages[stage][part];
      if (isDeepStrictEqual(found, expected)) continue;
      report.differences.push(
        `${stage}, ${part}: ${nameOf(chain)} differs from ${nameOf(baseline)}\n    ${JSON.stringify(expected)}\n    ${JSON.stringify(found)}`,
      );
    }
  }
}

function nameOf({ door, actor, spelling }: Chain): string {
  return `${door} × ${actor} × ${spelling.name}`;
}
