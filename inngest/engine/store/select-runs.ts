import type { ISql } from "postgres";
import type { EventPayload } from "../protocol/event-payload";

export const runStatuses = ["waiting", "running", "completed", "failed", "cancelled"] as const;
export type RunStatus = (typeof runStatuses)[number];

export type RunRow = {
  id: string;
  functionSlug: string;
  eventName: string;
  status: RunStatus;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** When a run that isn't ended goes on; a time that has passed: as soon as a limit allows. */
  dueAt: Date | null;
  attempt: number | null;
};

export type StepRow = {
  id: string;
  op: "run" | "sleep";
  displayName: string;
  result: unknown;
  failed: boolean;
  recordedAt: Date;
  wakeAt: Date | null;
};

export type AttemptRow = {
  stepName: string | null;
  attempt: number;
  startedAt: Date;
  endedAt: Date;
  outcome: string;
  httpStatus: number | null;
  error: { name?: string; message?: string; stack?: string } | null;
  retryAt: Date | null;
};

export type RunDetail = RunRow & {
  functionId: string;
  eventId: string;
  event: EventPayload;
  rerunOf: string | null;
  output: unknown;
  error: { name?: string; message?: string; stack?: string } | null;
  steps: StepRow[];
  attempts: AttemptRow[];
};

export type RunFilter = { status?: RunStatus; functionSlug?: string; before?: string; limit: number };

/** Runs, the newest first. A run counts as running from its first request on. */
export async function selectRuns(sql: ISql, filter: RunFilter): Promise<RunRow[]> {
  return await sql<RunRow[]>`
    select ${runColumns(sql)} ${runTables(sql)}
    where ${filter.status ? sql`${shownStatus(sql)} = ${filter.status}` : sql`true`}
      and ${filter.functionSlug ? sql`functions.slug = ${filter.functionSlug}` : sql`true`}
      and ${filter.before ? sql`runs.id < ${filter.before}` : sql`true`}
    order by runs.id desc limit ${filter.limit}`;
}

/** A run with its steps in the order of their completion and its requests in theirs. */
export async function selectRun(sql: ISql, id: string): Promise<RunDetail | undefined> {
  const [run] = await sql<Omit<RunDetail, "steps" | "attempts">[]>`
    select ${runColumns(sql)}, runs.function_id as "functionId", runs.event_id as "eventId",
      events.payload as event, runs.rerun_of as "rerunOf", runs.output, runs.error
    ${runTables(sql)} where runs.id = ${id}`;
  if (!run) return undefined;
  const [steps, attempts] = await Promise.all([selectSteps(sql, id), selectAttempts(sql, id)]);
  return { ...run, steps, attempts };
}

function selectSteps(sql: ISql, runId: string): PromiseLike<StepRow[]> {
  return sql<StepRow[]>`
    select id, op, display_name as "displayName", result, failed, recorded_at as "recordedAt",
      wake_at as "wakeAt"
    from engine.steps where run_id = ${runId} order by position`;
}

function selectAttempts(sql: ISql, runId: string): PromiseLike<AttemptRow[]> {
  return sql<AttemptRow[]>`
    select step_name as "stepName", attempt, started_at as "startedAt", ended_at as "endedAt", outcome,
      http_status as "httpStatus", error, retry_at as "retryAt"
    from engine.attempts where run_id = ${runId} order by id`;
}

function runColumns(sql: ISql) {
  return sql`
    runs.id, functions.slug as "functionSlug", events.name as "eventName", ${shownStatus(sql)} as status,
    runs.created_at as "createdAt", runs.started_at as "startedAt", runs.ended_at as "endedAt",
    queue.due_at as "dueAt", queue.attempt`;
}

function runTables(sql: ISql) {
  return sql`
    from engine.runs join engine.functions on functions.id = runs.function_id
    join engine.events on events.id = runs.event_id left join engine.queue on queue.run_id = runs.id`;
}

function shownStatus(sql: ISql) {
  return sql`(case when runs.status = 'waiting' and queue.lease_id is not null then 'running' else runs.status end)`;
}
