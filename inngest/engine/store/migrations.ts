export type Migration = { name: string; statements: string };

/** The changes of the engine's schema in their order; one that was released is never edited. */
export const migrations: readonly Migration[] = [
  {
    name: "0001-functions-events-runs-queue",
    statements: `
      create table engine.functions (
        id uuid primary key,
        slug text not null unique,
        name text not null,
        config json not null,
        refusal text,
        synced_at timestamptz not null,
        removed_at timestamptz
      );

      create table engine.syncs (
        app_url text primary key,
        attempted_at timestamptz not null,
        synced_at timestamptz,
        sdk text,
        error text
      );

      create table engine.events (
        id text primary key,
        name text not null,
        payload json not null,
        received_at timestamptz not null,
        routed boolean not null
      );
      create index events_unrouted on engine.events (id) where not routed;
      create index events_by_age on engine.events (received_at);

      create table engine.runs (
        id text primary key,
        function_id uuid not null references engine.functions,
        event_id text not null references engine.events,
        rerun_of text,
        status text not null check (status in ('waiting', 'running', 'completed', 'failed', 'cancelled')),
        created_at timestamptz not null,
        started_at timestamptz,
        ended_at timestamptz,
        output json,
        error json,
        check ((status in ('waiting', 'running')) = (ended_at is null))
      );
      create index runs_by_event on engine.runs (event_id);
      create index runs_by_function on engine.runs (function_id, id);
      create index runs_by_status on engine.runs (status, id);
      create index runs_by_end on engine.runs (ended_at) where ended_at is not null;

      create table engine.run_keys (
        function_id uuid not null references engine.functions,
        key text not null,
        run_id text not null,
        expires_at timestamptz not null,
        primary key (function_id, key)
      );
      create index run_keys_by_expiry on engine.run_keys (expires_at);

      create table engine.steps (
        run_id text not null references engine.runs on delete cascade,
        id text not null,
        position integer not null,
        op text not null check (op in ('run', 'sleep')),
        display_name text not null,
        result json,
        failed boolean not null,
        recorded_at timestamptz not null,
        wake_at timestamptz,
        primary key (run_id, id),
        unique (run_id, position)
      );

      create table engine.attempts (
        id bigint generated always as identity primary key,
        run_id text not null references engine.runs on delete cascade,
        step_name text,
        attempt integer not null,
        generation integer not null,
        started_at timestamptz not null,
        ended_at timestamptz not null,
        outcome text not null,
        http_status integer,
        error json,
        retry_at timestamptz
      );
      create index attempts_by_run on engine.attempts (run_id, id);

      create table engine.queue (
        run_id text primary key references engine.runs on delete cascade,
        function_id uuid not null references engine.functions,
        due_at timestamptz not null,
        attempt integer not null default 0,
        generation integer not null default 0,
        step_count integer not null default 0,
        started boolean not null default false,
        throttle_key text,
        concurrency_keys text[] not null default '{}',
        gated boolean generated always as (throttle_key is not null or cardinality(concurrency_keys) > 0) stored,
        parked_on text,
        lease_id uuid,
        lease_until timestamptz,
        check ((lease_id is null) = (lease_until is null))
      );
      create index queue_due on engine.queue (gated, due_at, run_id) where parked_on is null;
      create index queue_parked on engine.queue (parked_on, due_at, run_id) where parked_on is not null;
      create index queue_leased on engine.queue (lease_until) where lease_until is not null;

      create table engine.gates (
        key text primary key,
        concurrency_limit integer,
        opens_at timestamptz,
        opening integer,
        check ((concurrency_limit is null) = (opens_at is not null and opening is not null))
      );
    `,
  },
];
