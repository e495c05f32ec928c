import type { EngineContext } from "../engine-context";
import type { Claim, Lease } from "../store/claim-runs";

export const leaseSeconds = 15;
const renewalSeconds = 5;

/** Renews the leases of the requests in flight, so that only those of a dead engine run out. */
export class LeaseKeeper {
  readonly #held = new Map<string, string>();
  #cancel: () => void = () => undefined;
  #stopped = false;
  isStopping = false;

  constructor(private readonly context: EngineContext) {}

  /** A lease for the runs of one claim. */
  newLease(): Lease {
    return { id: this.context.random.uuid(), until: this.until() };
  }

  until(): Date {
    return new Date(this.context.clock.now().getTime() + leaseSeconds * 1000);
  }

  hold(claim: Claim): void {
    this.#held.set(claim.runId, claim.leaseId);
  }

  drop(claim: Claim): void {
    this.#held.delete(claim.runId);
  }

  start(): void {
    if (this.#stopped) return;
    this.#cancel = this.context.scheduler.after(renewalSeconds * 1000, () => {
      this.renew()
        .catch((error) => this.context.logger.error({ err: error }, "leases could not be renewed"))
        .finally(() => this.start());
    });
  }

  /** Leases are still renewed, but no run keeps its own for a further request. */
  beginStop(): void {
    this.isStopping = true;
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  async renew(): Promise<void> {
    if (this.#held.size === 0) return;
    await this.context.sql`
      update engine.queue set lease_until = ${this.until()}
      from unnest(${[...this.#held.keys()]}::text[], ${[...this.#held.values()]}::uuid[]) as held (run_id, lease_id)
      where queue.run_id = held.run_id and queue.lease_id = held.lease_id`;
  }
}
