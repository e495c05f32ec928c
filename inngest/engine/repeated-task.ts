import type { Logger } from "@/server/platform/logger";
import type { Scheduler } from "./scheduler";

/** Does something again and again, with a pause after each time; a failure is logged and doesn't end it. */
export class RepeatedTask {
  #cancel: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly context: { scheduler: Scheduler; logger: Logger },
    private readonly task: { name: string; pauseMilliseconds: () => number; run: () => Promise<unknown> },
  ) {}

  start(): void {
    if (this.#stopped) return;
    this.#cancel = this.context.scheduler.after(this.task.pauseMilliseconds(), () => {
      this.#running = this.#runOnce().finally(() => this.start());
    });
  }

  /** Comes back when it is no longer under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#running;
  }

  async #runOnce(): Promise<void> {
    try {
      await this.task.run();
    } catch (error) {
      this.context.logger.error({ err: error, task: this.task.name }, "a repeated task failed");
    }
  }
}
