import type { ISql } from "postgres";

/** The earliest instant at which a queued run can go on; null when none waits for a time. */
export async function nextDueAt(sql: ISql, now: Date): Promise<Date | null> {
  const [row] = await sql<{ at: Date | null }[]>`
    select least(
      (select min(due_at) from engine.queue where gated and parked_on is null and lease_until is null),
      (select min(due_at) from engine.queue where not gated and parked_on is null and lease_until is null),
      (select min(greatest(due_at, lease_until)) from engine.queue where lease_until > ${now}),
      (select min(opens_at) from engine.gates
        where exists (select from engine.queue where parked_on = gates.key))
    ) as at`;
  return row?.at ?? null;
}
