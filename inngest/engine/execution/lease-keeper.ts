import type { EngineContext } from "../engine-context";
import type { Claim, Lease } from "../store/claim-runs";

export const leaseSeconds = 15;
export const leaseRenewalSeconds = 5;

/** Renews the leases of the requests in flight, so that only those of a dead engine run out. */
export class LeaseKeeper {
  readonly #held = new Map<string, string>();
  #isStopping = false;

  constructor(private readonly context: EngineContext) {}

  /** Whether the engine is about to stop: no run keeps its lease for a further request, then. */
  get isStopping(): boolean {
    return this.#isStopping;
  }

  beginStop(): void {
    this.#isStopping = true;
  }

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

  /** The runs in flight, which this engine doesn't claim again, even if it was too slow to renew their leases. */
  get heldRunIds(): string[] {
    return [...this.#held.keys()];
  }

  async renew(): Promise<void> {
    if (this.#held.size === 0) return;
    await this.context.sql`
      update engine.queue set lease_until = ${this.until()}
      from unnest(${this.heldRunIds}::text[], ${[...this.#held.values()]}::uuid[]) as held (run_id, lease_id)
      where queue.run_id = held.run_id and queue.lease_id = held.lease_id`;
  }
}
