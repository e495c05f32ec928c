import type { EngineContext } from "../engine-context";
import { fireSchedules, nextTickAt } from "./fire-schedules";

const lookMilliseconds = 1_000;

/** Fires the schedules as time passes; ticks from before it was made are not made up for. */
export class CronClock {
  #firedUntil: Date;
  #cancel: () => void = () => undefined;
  #stopped = false;

  constructor(
    private readonly context: EngineContext,
    private readonly onFired: () => void,
  ) {
    this.#firedUntil = context.clock.now();
  }

  /** Fires the ticks up to the clock's time; returns how many there were. */
  async fire(): Promise<number> {
    const now = this.context.clock.now();
    if (this.#stopped || now <= this.#firedUntil) return 0;
    const fired = await fireSchedules(this.context, this.#firedUntil, now);
    this.#firedUntil = now;
    if (fired > 0) this.onFired();
    return fired;
  }

  nextTickAt(): Date | null {
    return nextTickAt(this.context, this.#firedUntil);
  }

  start(): void {
    if (this.#stopped) return;
    const now = this.context.clock.now();
    const next = this.nextTickAt();
    const wait = next ? Math.max(next.getTime() - now.getTime(), 1) : lookMilliseconds;
    this.#cancel = this.context.scheduler.after(Math.min(wait, lookMilliseconds), () => {
      this.fire()
        .catch((error) => this.context.logger.error({ err: error }, "schedules could not be fired"))
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }
}
