import { Cron } from "croner";

/** A cron trigger: five fields in a time zone (UTC unless `TZ=<zone>` comes first). */
export class CronSchedule {
  readonly #cron: Cron;

  /** @throws Error when the pattern or the zone is unknown */
  constructor(readonly expression: string) {
    const match = /^(?:(?:CRON_)?TZ=(\S+)\s+)?((?:\S+\s+){4}\S+|@\w+)$/.exec(expression.trim());
    if (!match?.[2]) throw new Error(`the cron expression "${expression}" doesn't have five fields`);
    this.#cron = new Cron(match[2], { paused: true, timezone: match[1] ?? "UTC" });
    this.#cron.nextRun(new Date(0));
  }

  /** The first tick after an instant; null when there is none. */
  nextAfter(instant: Date): Date | null {
    return this.#cron.nextRun(instant);
  }

  /** The last tick in (after, until], null when there is none. Looks back one day at most. */
  lastWithin(after: Date, until: Date): Date | null {
    let tick: Date | null = null;
    let cursor = new Date(Math.max(after.getTime(), until.getTime() - 86_400_000));
    for (;;) {
      const next = this.#cron.nextRun(cursor);
      if (!next || next > until) return tick;
      tick = cursor = next;
    }
  }
}
