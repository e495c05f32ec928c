import type { ISql } from "postgres";
import type { AttemptRecord, NewStep } from "../execution/transition";
import type { Claim } from "./claim-runs";

/** Where the run stands in the queue afterwards; a lease that is kept covers the next request. */
export type QueueChange = { dueAt: Date; attempt: number; keepsLeaseUntil: Date | null };
export type RunEnd = { status: "completed"; output: unknown } | { status: "failed"; error: unknown };

/**
 * Moves a claimed run on in the queue, with the step that was completed, if any.
 * @returns false when the lease was lost: nothing is changed, then
 */
export async function recordProgress(
  sql: ISql,
  claim: Claim,
  change: QueueChange & { step: NewStep | null },
  record: AttemptRecord,
): Promise<boolean> {
  const { step, keepsLeaseUntil } = change;
  const stepCount = claim.steps.length + (step ? 1 : 0);
  const [held] = await sql`
    with held as (
      update engine.queue set due_at = ${change.dueAt}, attempt = ${change.attempt}, step_count = ${stepCount},
        generation = generation + ${keepsLeaseUntil ? 1 : 0},
        lease_id = ${keepsLeaseUntil ? claim.leaseId : null}, lease_until = ${keepsLeaseUntil}
      where run_id = ${claim.runId} and lease_id = ${claim.leaseId} and generation = ${claim.generation}
      returning run_id
    ), ${attemptInsert(sql, claim, record)}, new_step as (
      insert into engine.steps (run_id, id, position, op, display_name, result, failed, recorded_at, wake_at)
      select run_id, ${step?.id ?? ""}::text, ${stepCount}::int, ${step?.op ?? ""}::text, ${step?.displayName ?? ""}::text,
        ${json(step?.result)}::text::json, ${step?.failed ?? false}, ${record.endedAt}::timestamptz,
        ${step?.wakeAt ?? null}::timestamptz
      from held where ${step !== null}
    ), begun as (
      update engine.runs set status = 'running', started_at = ${record.startedAt}
      from held where runs.id = held.run_id and status = 'waiting'
    )
    select run_id from held`;
  return held !== undefined;
}

/**
 * Ends a claimed run and takes it from the queue.
 * @returns false when the lease was lost: nothing is changed, then
 */
export async function recordEnd(
  sql: ISql,
  claim: Claim,
  end: RunEnd,
  record: AttemptRecord,
): Promise<boolean> {
  const output = end.status === "completed" ? json(end.output) : null;
  const error = end.status === "failed" ? json(end.error) : null;
  const [held] = await sql`
    with held as (
      delete from engine.queue
      where run_id = ${claim.runId} and lease_id = ${claim.leaseId} and generation = ${claim.generation}
      returning run_id
    ), ${attemptInsert(sql, claim, record)}, ended as (
      update engine.runs set status = ${end.status}, started_at = coalesce(started_at, ${record.startedAt}),
        ended_at = ${record.endedAt}, output = ${output}::text::json, error = ${error}::text::json
      from held where runs.id = held.run_id
    )
    select run_id from held`;
  return held !== undefined;
}

/** Gives claimed runs back to the queue as they were. */
export async function releaseLease(sql: ISql, claim: Claim): Promise<void> {
  await sql`
    update engine.queue set lease_id = null, lease_until = null
    where run_id = ${claim.runId} and lease_id = ${claim.leaseId} and generation = ${claim.generation}`;
}

/** Remembers an answer that came after its lease was lost, and that changed nothing. */
export async function recordDiscarded(sql: ISql, claim: Claim, record: AttemptRecord): Promise<void> {
  await sql`
    with held as (select id as run_id from engine.runs where id = ${claim.runId}),
    ${attemptInsert(sql, claim, { ...record, outcome: "discarded", retryAt: null })}
    select run_id from held`;
}

function attemptInsert(sql: ISql, claim: Claim, record: AttemptRecord) {
  return sql`new_attempt as (
    insert into engine.attempts (run_id, step_name, attempt, generation, started_at, ended_at, outcome,
      http_status, error, retry_at)
    select run_id, ${record.stepName}::text, ${claim.attempt}::int, ${claim.generation}::int,
      ${record.startedAt}::timestamptz, ${record.endedAt}::timestamptz, ${record.outcome}::text,
      ${record.httpStatus}::int, ${json(record.error)}::text::json, ${record.retryAt}::timestamptz
    from held
  )`;
}

/** JSON as text, which keeps characters and numbers as they are; nothing for null. */
function json(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}
