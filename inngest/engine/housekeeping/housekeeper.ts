import type { EngineContext } from "../engine-context";
import { deleteExpired } from "./delete-expired";

const pauseMilliseconds = 3_600_000;
const dayMilliseconds = 86_400_000;

/** Deletes every hour what is past its time of retention. */
export class Housekeeper {
  #nextAt: Date;
  #cancel: () => void = () => undefined;
  #stopped = false;

  constructor(
    private readonly context: EngineContext,
    private readonly retentionDays: number,
  ) {
    this.#nextAt = context.clock.now();
  }

  /** Does nothing until an hour after it last did something. */
  async run(): Promise<void> {
    const { clock, sql } = this.context;
    const now = clock.now();
    if (now < this.#nextAt) return;
    this.#nextAt = new Date(now.getTime() + pauseMilliseconds);
    await deleteExpired(sql, {
      keptSince: new Date(now.getTime() - this.retentionDays * dayMilliseconds),
      now,
    });
  }

  start(): void {
    if (this.#stopped) return;
    this.#cancel = this.context.scheduler.after(pauseMilliseconds, () => {
      this.run()
        .catch((error) => this.context.logger.error({ err: error }, "housekeeping failed"))
        .finally(() => this.start());
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }
}
