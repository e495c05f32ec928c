import { postgresErrorOf } from "../postgres-error";
import type { TestDatabase } from "./create-test-database";

/** The names of all that a table refuses rows by: checks, exclusions, uniqueness and triggers. */
export async function constraintsOf({ sql }: TestDatabase, ...tables: string[]): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    with guarded as (select oid from pg_class where relkind = 'r' and relname = any(${tables}))
    select conname as name from pg_constraint
      where conrelid in (select oid from guarded) and contype in ('c', 'x')
    union select pg_class.relname from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid in (select oid from guarded) and indisunique and (not indisprimary or indnkeyatts > 1)
    union select tgname from pg_trigger
      where tgrelid in (select oid from guarded) and not tgisinternal`;
  return rows.map(({ name }) => name).sort();
}

/** The name of the constraint that refused a statement; null when none did. */
export async function refusalOf(statement: PromiseLike<unknown>): Promise<string | null> {
  try {
    await statement;
    return null;
  } catch (error) {
    const constraint = postgresErrorOf(error)?.constraint_name;
    if (!constraint) throw error;
    return constraint;
  }
}
