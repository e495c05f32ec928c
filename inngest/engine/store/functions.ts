import type { ISql, Sql, TransactionSql } from "postgres";
import type { Random } from "@/server/platform/random";
import type { ParsedFunction } from "../protocol/parse-function-config";
import { claimLock } from "./locks";

export type FunctionRow = {
  id: string;
  slug: string;
  name: string;
  config: unknown;
  refusal: string | null;
  syncedAt: Date;
  removedAt: Date | null;
};

/** Every function that was ever synced, in the order of their ids in the app. */
export async function selectFunctions(sql: ISql): Promise<FunctionRow[]> {
  return await sql<FunctionRow[]>`
    select id, slug, name, config, refusal, synced_at as "syncedAt", removed_at as "removedAt"
    from engine.functions order by slug`;
}

/** Changes whenever functions are synced, by whichever engine. */
export async function selectFunctionsVersion(sql: ISql): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select concat(count(*), ' ', max(synced_at), ' ', max(removed_at)) as version from engine.functions`;
  return row?.version ?? "";
}

/**
 * Makes the given functions the synced ones; those that aren't among them are marked as removed. Runs that wait
 * for a limit are looked at again, since their limits may have changed or be gone.
 */
export async function saveFunctions(
  sql: Sql,
  functions: readonly { config: unknown; parsed: ParsedFunction }[],
  options: { now: Date; random: Random },
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${claimLock})`;
    const slugs: string[] = [];
    for (const { config, parsed } of functions) {
      const { slug, name } = parsed.served ? parsed.definition : parsed;
      slugs.push(slug);
      await tx`
        insert into engine.functions (id, slug, name, config, refusal, synced_at)
        values (${options.random.uuid()}, ${slug}, ${name}, ${JSON.stringify(config)}::text::json,
                ${parsed.served ? null : parsed.refusal}, ${options.now})
        on conflict (slug) do update set name = excluded.name, config = excluded.config,
          refusal = excluded.refusal, synced_at = excluded.synced_at, removed_at = null`;
    }
    await tx`update engine.functions set removed_at = ${options.now}
      where removed_at is null and slug <> all(${slugs}::text[])`;
    await reopenGates(tx, limitedSlugs(functions));
  });
}

function limitedSlugs(functions: readonly { parsed: ParsedFunction }[]): string[] {
  return functions.flatMap(({ parsed }) => {
    if (!parsed.served) return [];
    const { slug, throttle, concurrency } = parsed.definition;
    return throttle || concurrency.length > 0 ? [slug] : [];
  });
}

async function reopenGates(tx: TransactionSql, limited: string[]): Promise<void> {
  await tx`update engine.queue set parked_on = null where parked_on is not null`;
  await tx`delete from engine.gates where concurrency_limit is not null`;
  await tx`
    update engine.queue set throttle_key = null, concurrency_keys = '{}'
    where gated and function_id in (select id from engine.functions where slug <> all(${limited}::text[]))`;
}
