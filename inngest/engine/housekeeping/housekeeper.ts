import type { EngineContext } from "../engine-context";
import { deleteExpired } from "./delete-expired";

const intervalMilliseconds = 3_600_000;
const dayMilliseconds = 86_400_000;

/** Deletes what is past its time of retention, once an hour. */
export class Housekeeper {
  #nextAt: Date;

  constructor(
    private readonly context: EngineContext,
    private readonly retentionDays: number,
  ) {
    this.#nextAt = context.clock.now();
  }

  /** Does nothing within an hour of the last time. */
  async run(): Promise<void> {
    const { clock, sql } = this.context;
    const now = clock.now();
    if (now < this.#nextAt) return;
    this.#nextAt = new Date(now.getTime() + intervalMilliseconds);
    await deleteExpired(sql, {
      keptSince: new Date(now.getTime() - this.retentionDays * dayMilliseconds),
      now,
    });
  }
}
