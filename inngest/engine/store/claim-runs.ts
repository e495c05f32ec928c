import type { ISql, Sql } from "postgres";
import type { EventPayload } from "../protocol/event-payload";

export type StoredStep = {
  id: string;
  op: "run" | "sleep";
  result: unknown;
  failed: boolean;
};

/** A run whose next request this engine may send while it holds the lease. */
export type Claim = {
  runId: string;
  functionId: string;
  leaseId: string;
  generation: number;
  attempt: number;
  event: EventPayload;
  steps: StoredStep[];
  /** Whether another request, of an engine that is gone, may have been under way. */
  tookOver: boolean;
};

export type Lease = { id: string; until: Date };

/** `heldRunIds` are in flight already, and left out. */
export type ClaimOptions = { now: Date; capacity: number; lease: Lease; heldRunIds: string[] };

type ClaimRow = Omit<Claim, "steps"> & { stepCount: number };

/** Leases the due runs that no limit holds back, first due first. */
export async function claimUnlimitedRuns(sql: Sql, options: ClaimOptions): Promise<Claim[]> {
  const rows = await sql<ClaimRow[]>`
    with picked as (
      select run_id, lease_id from engine.queue
      where not gated and parked_on is null and due_at <= ${options.now}
        and (lease_until is null or lease_until <= ${options.now})
        and run_id <> all(${options.heldRunIds}::text[])
      order by due_at, run_id limit ${options.capacity} for update skip locked
    ) ${leasePicked(sql, options.lease)}`;
  return withSteps(sql, rows);
}

/** Leases the given runs, which the caller has locked. */
export async function leaseRuns(sql: ISql, runIds: readonly string[], lease: Lease): Promise<Claim[]> {
  if (runIds.length === 0) return [];
  const rows = await sql<ClaimRow[]>`
    with picked as (
      select run_id, lease_id from engine.queue where run_id = any(${runIds as string[]}::text[])
    ) ${leasePicked(sql, lease)}`;
  return withSteps(sql, rows);
}

function leasePicked(sql: ISql, lease: Lease) {
  return sql`
    update engine.queue as leased
    set lease_id = ${lease.id}, lease_until = ${lease.until}, generation = generation + 1, started = true
    from picked join engine.runs on runs.id = picked.run_id join engine.events on events.id = runs.event_id
    where leased.run_id = picked.run_id
    returning leased.run_id as "runId", leased.function_id as "functionId", leased.lease_id as "leaseId",
      leased.generation, leased.attempt, leased.step_count as "stepCount",
      events.payload as event, picked.lease_id is not null as "tookOver"`;
}

async function withSteps(sql: ISql, rows: readonly ClaimRow[]): Promise<Claim[]> {
  const continued = rows.filter((row) => row.stepCount > 0).map((row) => row.runId);
  const steps = continued.length > 0 ? await selectSteps(sql, continued) : new Map<string, StoredStep[]>();
  return rows.map(({ stepCount: _, ...row }) => ({ ...row, steps: steps.get(row.runId) ?? [] }));
}

/** The steps of runs, in the order of their completion. */
async function selectSteps(sql: ISql, runIds: string[]): Promise<Map<string, StoredStep[]>> {
  const rows = await sql<(StoredStep & { runId: string })[]>`
    select run_id as "runId", id, op, result, failed from engine.steps
    where run_id = any(${runIds}::text[]) order by run_id, position`;
  const steps = new Map<string, StoredStep[]>();
  for (const { runId, ...step } of rows) {
    const known = steps.get(runId);
    if (known) known.push(step);
    else steps.set(runId, [step]);
  }
  return steps;
}
