import type { Scheduler } from "../scheduler";

/** Timers that run when the test says so. */
export class ManualScheduler implements Scheduler {
  #timers = new Map<symbol, { milliseconds: number; callback: () => void }>();

  after(milliseconds: number, callback: () => void): () => void {
    const id = Symbol("timer");
    this.#timers.set(id, { milliseconds, callback });
    return () => this.#timers.delete(id);
  }

  soon(callback: () => void): void {
    callback();
  }

  /** Runs the timers that were set for so long or less. */
  fire(milliseconds: number): void {
    for (const [id, timer] of [...this.#timers]) {
      if (timer.milliseconds > milliseconds) continue;
      this.#timers.delete(id);
      timer.callback();
    }
  }
}
