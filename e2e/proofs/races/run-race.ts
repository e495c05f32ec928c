import { type ProofResult, type ProofSetting, seededFraction } from "../proof";
import { findViolations } from "./find-violations";
import { countDeadlocks, openRaceHost, type RaceAnswer, type RaceHost } from "./race-host";

/** A round of a race: what is sent at the same time, and what is wrong with how it was answered. */
export type Round = {
  attempts: (() => Promise<RaceAnswer>)[];
  judge?: (answers: RaceAnswer[]) => Promise<string[]> | string[];
};

export type Race = {
  name: string;
  /** How many attempts are sent at once. */
  attemptsPerRound: number;
  /** The reasons for which an attempt may be refused. */
  mayRefuse: readonly string[];
  /** What all rounds share, such as event types. */
  prepare(host: RaceHost): Promise<(round: RoundSetting) => Promise<Round>>;
  /** What else must hold of the host's bookings at the end. */
  check?(setting: ProofSetting, host: RaceHost): Promise<string[]>;
};

export type RoundSetting = {
  /** Days and times of this round's own: no other round touches them. */
  day: Date;
  size: number;
  fraction(): number;
};

const millisecondsPerDay = 86_400_000;

/** Runs rounds of a race until there were enough attempts, then asks the database what is wrong. */
export function raceProof(race: Race): (setting: ProofSetting) => Promise<ProofResult> {
  return async (setting) => {
    const { sql, cases, seed } = setting;
    const host = await openRaceHost(setting);
    const makeRound = await race.prepare(host);
    const fraction = seededFraction(seed);
    const deadlocksBefore = await countDeadlocks(sql);
    const failures: string[] = [];
    const refused: Record<string, number> = {};
    let [attempts, won] = [0, 0];
    for (let round = 0; attempts < cases; round += 1) {
      const day = new Date(startOfDay(Date.now()) + (round + 3) * millisecondsPerDay);
      const size = Math.min(race.attemptsPerRound, cases - attempts);
      const made = await makeRound({ day, size, fraction });
      const answers = await Promise.all(made.attempts.map((attempt) => attempt()));
      attempts += answers.length;
      for (const { status, reason } of answers) {
        if (status < 300) won += 1;
        else if (race.mayRefuse.includes(reason) && status < 500)
          refused[reason] = (refused[reason] ?? 0) + 1;
        else failures.push(`round ${round}: answered ${status} ${reason}`);
      }
      failures.push(...((await made.judge?.(answers)) ?? []).map((wrong) => `round ${round}: ${wrong}`));
    }
    failures.push(...(await findViolations(sql, host.id)), ...((await race.check?.(setting, host)) ?? []));
    const deadlocks = (await countDeadlocks(sql)) - deadlocksBefore;
    return { name: race.name, figures: { attempts, won, ...refused, deadlocks }, failures };
  };
}

/** A time of a day, in minutes after midnight UTC. */
export function at(day: Date, minutes: number): Date {
  return new Date(day.getTime() + minutes * 60_000);
}

/** One of the values, by chance. */
export function pick<Value>(values: readonly Value[], fraction: () => number): Value {
  return values[Math.floor(fraction() * values.length)] as Value;
}

/** As many as asked for, each made by its number. */
export function times<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** What is wrong unless exactly one of the answers is a success. */
export function exactlyOneWins(answers: readonly RaceAnswer[]): string[] {
  const won = answers.filter(({ status }) => status < 300).length;
  return won === 1 ? [] : [`${won} of ${answers.length} attempts won`];
}

function startOfDay(milliseconds: number): number {
  return Math.floor(milliseconds / millisecondsPerDay) * millisecondsPerDay;
}
