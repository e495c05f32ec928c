import type postgres from "postgres";

/** What a database shows that a request which wrote all or nothing can't leave behind. */
export async function findHalfWritten(sql: postgres.Sql): Promise<string[]> {
  const found = await sql<{ what: string; count: number }[]>`
    select 'bookings without an attendee' as what, count(*)::int as count from bookings b
      where not exists (select from attendees a where a.booking_id = b.id)
    union all select 'bookings without an audit entry', count(*)::int from bookings b
      where not exists (select from audit_entries a where a.booking_id = b.id)
    union all select 'bookings without an event', count(*)::int from bookings b
      where not exists (select from outbox o where o.data ->> 'bookingId' = b.id::text)
    union all select 'agreed bookings whose time is held by nothing', count(*)::int from bookings b
      where b.status = 'accepted'
      and not exists (select from occupancies o where o.booking_id = b.id and o.released_at is null)
      and not exists (select from seats s where s.booking_id = b.id and s.released_at is null)
    union all select 'closed bookings that hold time', count(*)::int from bookings b
      where b.status in ('cancelled', 'rejected')
      and exists (select from occupancies o where o.booking_id = b.id and o.released_at is null)
    union all select 'closed bookings with messages that would still go out', count(*)::int from bookings b
      where b.rescheduled_to_uid is not null
      and exists (select from messages m where m.booking_id = b.id and m.state in ('planned', 'armed')
        and m.due_at > b.starts_at - interval '1 hour' and m.due_at < b.starts_at)
    union all select 'bookings moved to one that is not there', count(*)::int from bookings b
      where b.rescheduled_to_uid is not null
      and not exists (select from bookings n where n.uid = b.rescheduled_to_uid)`;
  return found.filter(({ count }) => count > 0).map(({ what, count }) => `${count} ${what}`);
}
