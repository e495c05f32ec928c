import type postgres from "postgres";
import type { BenchHost } from "./seed-bench-hosts";

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1020 }));

/** Weekdays from 9 to 5 in half hours, and a year of bookings: one every nine hours or so. */
export async function seedYearOfBookings(
  sql: postgres.Sql,
  { hostId, eventTypeId }: BenchHost,
  bookingsPerYear: number,
): Promise<void> {
  await sql`update schedules set weekly_hours = ${sql.json(weekdays)} where owner_id = ${hostId}`;
  await sql`update event_types set length_minutes = 30 where id = ${eventTypeId}`;
  await sql`
    with made as (
      insert into bookings (uid, owner_id, event_type_id, status, title, starts_at, ends_at, door, calendar_uid,
        created_at, updated_at)
      select 'bench-' || n, ${hostId}, ${eventTypeId}, 'accepted', 'Bench', at, at + interval '30 minutes', 'web',
        'bench-' || n, now(), now()
      from generate_series(1, ${bookingsPerYear}::int) n,
        lateral (select date_trunc('hour', now()) + n * interval '525 minutes' as at) times
      returning id, starts_at, ends_at
    )
    insert into occupancies (host_id, event_type_id, booking_id, starts_at, ends_at)
    select ${hostId}, ${eventTypeId}, id, starts_at, ends_at from made`;
  await sql`analyze`;
}
