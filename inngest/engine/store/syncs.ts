import type { ISql } from "postgres";

export type SyncRow = {
  appUrl: string;
  attemptedAt: Date;
  syncedAt: Date | null;
  sdk: string | null;
  error: string | null;
};

/** Remembers how the latest sync with an app went; `error` null stands for a complete one. */
export async function saveSync(
  sql: ISql,
  sync: { appUrl: string; at: Date; functionsWereTaken: boolean; sdk: string | null; error: string | null },
): Promise<void> {
  const syncedAt = sync.functionsWereTaken ? sync.at : null;
  await sql`
    insert into engine.syncs as known (app_url, attempted_at, synced_at, sdk, error)
    values (${sync.appUrl}, ${sync.at}, ${syncedAt}, ${sync.sdk}, ${sync.error})
    on conflict (app_url) do update set attempted_at = excluded.attempted_at, error = excluded.error,
      synced_at = coalesce(excluded.synced_at, known.synced_at), sdk = coalesce(excluded.sdk, known.sdk)`;
}

export async function selectSyncs(sql: ISql): Promise<SyncRow[]> {
  return await sql<SyncRow[]>`
    select app_url as "appUrl", attempted_at as "attemptedAt", synced_at as "syncedAt", sdk, error
    from engine.syncs order by attempted_at desc`;
}
