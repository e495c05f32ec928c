import type postgres from "postgres";
import type { Actor, DoorDriver, Meeting, PhoneSpelling } from "./doors";
import { readEffects } from "./effects";
import { addRun, emptyReport, type ParityReport } from "./report";

export type ParitySetting = {
  sql: postgres.Sql;
  doors: DoorDriver[];
  spellings: PhoneSpelling[];
  meeting: Meeting;
  /** Two free times: every booking is made at the first and moved to the second, so that all texts are alike. */
  start: string;
  laterStart: string;
};

/**
 * Books, moves and cancels through every door, as every actor, in every spelling, and compares all that each
 * stage left behind. Spellings that name a place to meet are compared among themselves, since the place is part of
 * what was asked for; of those the rest is compared too.
 */
export async function compareDoors(setting: ParitySetting): Promise<ParityReport> {
  const report = emptyReport();
  for (const driver of setting.doors) {
    for (const actor of driver.actors) {
      for (const spelling of setting.spellings.filter((each) => driver.spells(each))) {
        const kind = spelling.place.includes("location") ? "with a place" : "without a place";
        const stages = await runChain(setting, driver, actor, spelling);
        addRun(report, kind, { name: `${driver.door} × ${actor} × ${spelling.name}`, stages });
      }
    }
  }
  return report;
}

async function runChain(setting: ParitySetting, driver: DoorDriver, actor: Actor, spelling: PhoneSpelling) {
  const { sql, start, laterStart, meeting } = setting;
  const first = await driver.book(actor, { start, meeting, spelling });
  const create = await readEffects(sql, first);
  const second = await driver.move(actor, first, laterStart);
  const moved = { old: await readEffects(sql, first), new: await readEffects(sql, second) };
  await driver.cancel(actor, second);
  const cancel = await readEffects(sql, second);
  return { create, "reschedule (old)": moved.old, "reschedule (new)": moved.new, cancel };
}
