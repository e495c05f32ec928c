import type { EngineContext } from "../engine-context";
import { fireSchedules, nextTickAt } from "./fire-schedules";

const longestPauseMilliseconds = 1_000;

/** Fires the schedules as time passes; ticks from before it was made are not made up for. */
export class CronClock {
  #firedUntil: Date;

  constructor(private readonly context: EngineContext) {
    this.#firedUntil = context.clock.now();
  }

  /** Fires the ticks up to the clock's time; returns how many there were. */
  async fire(): Promise<number> {
    const now = this.context.clock.now();
    if (now <= this.#firedUntil) return 0;
    const fired = await fireSchedules(this.context, this.#firedUntil, now);
    this.#firedUntil = now;
    return fired;
  }

  nextTickAt(): Date | null {
    return nextTickAt(this.context, this.#firedUntil);
  }

  /** How long to wait before `fire` may have something to do. */
  pauseMilliseconds(): number {
    const wait =
      (this.nextTickAt()?.getTime() ?? Number.POSITIVE_INFINITY) - this.context.clock.now().getTime();
    return Math.min(Math.max(wait, 1), longestPauseMilliseconds);
  }
}
