import type { EngineContext } from "../engine-context";
import { claimLimitedRuns } from "../store/claim-limited-runs";
import { type Claim, type ClaimOptions, claimUnlimitedRuns } from "../store/claim-runs";
import { nextDueAt } from "../store/next-due-at";
import { releaseLease } from "../store/record-transition";
import type { Executor } from "./executor";
import type { LeaseKeeper } from "./lease-keeper";

const mostInFlight = 64;
const longestPollMilliseconds = 1_000;

/** Claims what is due and has it executed, woken by whatever makes something due and by a poll. */
export class Dispatcher {
  readonly #inFlight = new Map<Promise<void>, Claim>();
  #pumping: Promise<void> | null = null;
  #wokenAgain = false;
  #cancelPoll: () => void = () => undefined;
  #limitedFirst = false;
  #stopped = true;

  constructor(
    private readonly context: EngineContext,
    private readonly executor: Executor,
    private readonly leases: LeaseKeeper,
    private readonly app: { readonly isUp: boolean },
  ) {}

  start(): void {
    this.#stopped = false;
    this.wake();
  }

  /** Looks for due runs now, or once more when a look is under way. */
  wake(): void {
    this.context.scheduler.soon(() => {
      if (this.#stopped) return;
      this.#wokenAgain = true;
      this.#pumping ??= this.#pump().finally(() => {
        this.#pumping = null;
        if (this.#wokenAgain) this.wake();
      });
    });
  }

  /** Executes everything that is due at the clock's time, and what becomes due by it. */
  async runUntilIdle(): Promise<void> {
    do {
      await this.#pumping;
      await Promise.all(this.#inFlight.keys());
    } while ((await this.#claim()) > 0 || this.#inFlight.size > 0);
  }

  /** Claims nothing more, waits for the requests in flight, and gives back those that take longer. */
  async stop(drainMilliseconds: number): Promise<void> {
    this.#stopped = true;
    this.#cancelPoll();
    await this.#pumping;
    const drained = Promise.all(this.#inFlight.keys());
    await new Promise<void>((resolve) => {
      const cancel = this.context.scheduler.after(drainMilliseconds, resolve);
      void drained.then(() => {
        cancel();
        resolve();
      });
    });
    for (const claim of this.#inFlight.values()) await releaseLease(this.context.sql, claim);
  }

  async #pump(): Promise<void> {
    try {
      do {
        this.#wokenAgain = false;
      } while (((await this.#claim()) > 0 || this.#wokenAgain) && !this.#stopped);
      await this.#schedulePoll();
    } catch (error) {
      this.context.logger.error({ err: error }, "the queue could not be read");
      this.#poll(longestPollMilliseconds);
    }
  }

  async #schedulePoll(): Promise<void> {
    if (this.#stopped || this.#wokenAgain) return;
    const now = this.context.clock.now();
    const next = this.app.isUp ? await nextDueAt(this.context.sql, now) : null;
    const wait = next ? next.getTime() - now.getTime() : longestPollMilliseconds;
    this.#poll(Math.min(Math.max(wait, 1), longestPollMilliseconds));
  }

  #poll(milliseconds: number): void {
    this.#cancelPoll();
    if (!this.#stopped) this.#cancelPoll = this.context.scheduler.after(milliseconds, () => this.wake());
  }

  /** Claims as many due runs as there is room for; returns how many. */
  async #claim(): Promise<number> {
    if (this.#stopped || !this.app.isUp) return 0;
    if (!this.context.registry.hasLimits) return this.#claimUnlimited(this.#room);
    // Those that come first by turns get half of the room, so that neither kind keeps the other out.
    this.#limitedFirst = !this.#limitedFirst;
    const half = Math.ceil(this.#room / 2);
    if (this.#limitedFirst) {
      return (await this.#claimLimited(half)) + (await this.#claimUnlimited(this.#room));
    }
    return (await this.#claimUnlimited(half)) + (await this.#claimLimited(this.#room));
  }

  get #room(): number {
    return mostInFlight - this.#inFlight.size;
  }

  async #claimUnlimited(capacity: number): Promise<number> {
    if (capacity <= 0) return 0;
    const claims = await claimUnlimitedRuns(this.context.sql, this.#claimOptions(capacity));
    this.#execute(claims);
    return claims.length;
  }

  async #claimLimited(capacity: number): Promise<number> {
    const { sql, registry } = this.context;
    const definitionOf = (functionId: string) => registry.get(functionId)?.definition ?? null;
    let claimed = 0;
    for (let sawAll = false; !sawAll && claimed < capacity; ) {
      const found = await claimLimitedRuns(sql, { ...this.#claimOptions(capacity - claimed), definitionOf });
      this.#execute(found.claims);
      claimed += found.claims.length;
      sawAll = found.sawAll;
    }
    return claimed;
  }

  #claimOptions(capacity: number): ClaimOptions {
    return {
      now: this.context.clock.now(),
      capacity,
      lease: this.leases.newLease(),
      heldRunIds: this.leases.heldRunIds,
    };
  }

  #execute(claims: readonly Claim[]): void {
    for (const claim of claims) {
      this.leases.hold(claim);
      if (claim.tookOver) this.context.logger.warn({ runId: claim.runId }, "a run was taken over");
      const execution: Promise<void> = this.executor
        .execute(claim)
        .catch((error) =>
          this.context.logger.error({ err: error, runId: claim.runId }, "a run could not be moved on"),
        )
        .finally(() => {
          this.leases.drop(claim);
          this.#inFlight.delete(execution);
          this.wake();
        });
      this.#inFlight.set(execution, claim);
    }
  }
}
