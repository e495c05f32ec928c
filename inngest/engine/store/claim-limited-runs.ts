import type { Sql, TransactionSql } from "postgres";
import { type Candidate, type ClaimDecision, decideClaims, type Gate } from "../flow/decide-claims";
import type { FunctionDefinition } from "../protocol/function-definition";
import { type Claim, type ClaimOptions, leaseRuns } from "./claim-runs";
import { claimLock } from "./locks";

const mostCandidates = 200;

export type LimitedClaims = {
  claims: Claim[];
  /** Whether more runs were due than this look took into account. */
  sawAll: boolean;
};

/**
 * Leases due runs whose functions have limits, as far as the limits allow; the others wait at the gate that
 * held them back. One engine at a time, so that the engines share the limits.
 */
export async function claimLimitedRuns(
  sql: Sql,
  options: ClaimOptions & { definitionOf(functionId: string): FunctionDefinition | null },
): Promise<LimitedClaims> {
  return await sql.begin(async (tx) => {
    // Statements of one transaction run in the order in which they are sent; only answers are awaited together.
    const [, , candidates] = await Promise.all([
      tx`select pg_advisory_xact_lock(${claimLock})`,
      openGates(tx, options.now),
      selectCandidates(tx, options),
    ]);
    if (candidates.length === 0) return { claims: [], sawAll: true };
    const decision = decideClaims(candidates, {
      ...options,
      ...(await selectGateState(tx, candidates, options.now)),
    });
    const [claims] = await Promise.all([
      leaseRuns(tx, decision.claimed, options.lease),
      saveDecision(tx, decision),
    ]);
    const looked = decision.claimed.length + decision.parked.length;
    return { claims, sawAll: looked < mostCandidates };
  });
}

/** Lets as many of those who wait at a gate go on as it has room for. */
async function openGates(tx: TransactionSql, now: Date): Promise<void> {
  await tx`
    with in_use as (
      select key, count(*) as requests from engine.queue, unnest(concurrency_keys) as key
      where lease_until > ${now} group by key
    )
    update engine.queue set parked_on = null where run_id in (
      select head.run_id from engine.gates
      left join in_use on in_use.key = gates.key
      cross join lateral (
        select run_id from engine.queue where parked_on = gates.key order by due_at, run_id
        limit case
          when gates.concurrency_limit is not null
            then greatest(gates.concurrency_limit - coalesce(in_use.requests, 0), 0)
          when gates.opens_at <= ${now} then gates.opening
          else 0
        end
      ) as head
    )`;
}

async function selectCandidates(tx: TransactionSql, { now, heldRunIds }: ClaimOptions): Promise<Candidate[]> {
  return await tx<Candidate[]>`
    select run_id as "runId", function_id as "functionId", started, throttle_key as "throttleKey",
      concurrency_keys as "concurrencyKeys"
    from engine.queue
    where gated and parked_on is null and due_at <= ${now} and (lease_until is null or lease_until <= ${now})
      and run_id <> all(${heldRunIds}::text[])
    order by due_at, run_id limit ${mostCandidates} for update skip locked`;
}

async function selectGateState(tx: TransactionSql, candidates: readonly Candidate[], now: Date) {
  const concurrencyKeys = [...new Set(candidates.flatMap((candidate) => candidate.concurrencyKeys))];
  const throttleKeys = [...new Set(candidates.flatMap(({ throttleKey }) => throttleKey ?? []))];
  const [used, opening] = await Promise.all([
    tx<{ key: string; requests: number }[]>`
      select key, count(*)::int as requests from engine.queue, unnest(concurrency_keys) as key
      where lease_until > ${now} and key = any(${concurrencyKeys}::text[]) group by key`,
    tx<{ key: string; opensAt: Date }[]>`
      select key, opens_at as "opensAt" from engine.gates
      where opens_at is not null and key = any(${throttleKeys}::text[])`,
  ]);
  return {
    inUse: new Map(used.map(({ key, requests }) => [key, requests])),
    opensAt: new Map(opening.map(({ key, opensAt }) => [key, opensAt])),
  };
}

async function saveDecision(tx: TransactionSql, { parked, gates }: ClaimDecision): Promise<void> {
  const statements: PromiseLike<unknown>[] = [];
  if (parked.length > 0) statements.push(parkRuns(tx, parked));
  if (gates.length > 0) statements.push(saveGates(tx, gates));
  await Promise.all(statements);
}

async function parkRuns(tx: TransactionSql, parked: ClaimDecision["parked"]): Promise<void> {
  await tx`
    update engine.queue set parked_on = waiting.gate_key
    from unnest(${parked.map(({ runId }) => runId)}::text[], ${parked.map(({ gateKey }) => gateKey)}::text[])
      as waiting (run_id, gate_key)
    where queue.run_id = waiting.run_id`;
}

async function saveGates(tx: TransactionSql, gates: readonly Gate[]): Promise<void> {
  await tx`
    insert into engine.gates (key, concurrency_limit, opens_at, opening)
    select * from unnest(
      ${gates.map(({ key }) => key)}::text[],
      ${gates.map(({ concurrencyLimit }) => concurrencyLimit)}::int[],
      ${gates.map(({ opensAt }) => opensAt?.toISOString() ?? null)}::timestamptz[],
      ${gates.map(({ opening }) => opening)}::int[]
    )
    on conflict (key) do update set concurrency_limit = excluded.concurrency_limit,
      opens_at = excluded.opens_at, opening = excluded.opening`;
}
