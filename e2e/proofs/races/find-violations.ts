import type postgres from "postgres";

/**
 * What a host's bookings show that must never be, read from the bookings themselves and not from what keeps them
 * apart.
 */
export async function findViolations(sql: postgres.Sql, hostId: number): Promise<string[]> {
  const found = [
    ...(await overlaps(sql, hostId)),
    ...(await withoutTime(sql, hostId)),
    ...(await timeForNothing(sql, hostId)),
    ...(await fullerThanFull(sql, hostId)),
  ];
  return found.map(({ what }) => what);
}

type Found = { what: string }[];

/** Two agreed meetings that are closer to each other than their buffers together, unless they share a session. */
function overlaps(sql: postgres.Sql, hostId: number) {
  return sql<Found>`
    with agreed as (
      select b.*, e.buffer_before_minutes, e.buffer_after_minutes, e.seats_per_slot
      from bookings b join event_types e on e.id = b.event_type_id
      where b.owner_id = ${hostId} and b.status = 'accepted'
    )
    select 'bookings ' || a.id || ' and ' || b.id || ' are too close' as what
    from agreed a join agreed b on a.id <> b.id and (a.starts_at, a.id) < (b.starts_at, b.id)
    where b.starts_at < a.ends_at
      + (a.buffer_after_minutes + b.buffer_before_minutes) * interval '1 minute'
      and not (a.seats_per_slot is not null and a.event_type_id = b.event_type_id
        and a.starts_at = b.starts_at and a.ends_at = b.ends_at)`;
}

/** An agreed meeting whose time is held nowhere, or more than once. */
function withoutTime(sql: postgres.Sql, hostId: number) {
  return sql<Found>`
    select 'booking ' || b.id || ' holds its time ' || held.times || ' times' as what
    from bookings b, lateral (
      select (select count(*) from occupancies o where o.booking_id = b.id and o.released_at is null
          and o.host_id = b.owner_id and o.starts_at = b.starts_at and o.ends_at = b.ends_at)
        + (select count(*) from seats s join occupancies o on o.id = s.session_id
          where s.booking_id = b.id and s.released_at is null and o.released_at is null
          and o.starts_at = b.starts_at and o.ends_at = b.ends_at) as times) held
    where b.owner_id = ${hostId} and b.status = 'accepted' and held.times <> 1`;
}

/** Time that is held for a booking that is closed. */
function timeForNothing(sql: postgres.Sql, hostId: number) {
  return sql<Found>`
    select 'closed booking ' || b.id || ' holds time' as what
    from bookings b join occupancies o on o.booking_id = b.id and o.released_at is null
    where b.owner_id = ${hostId} and b.status in ('cancelled', 'rejected')`;
}

/** A session with more people in it than it has seats. */
function fullerThanFull(sql: postgres.Sql, hostId: number) {
  return sql<Found>`
    select 'session at ' || b.starts_at || ' has ' || count(*) || ' bookings' as what
    from bookings b join event_types e on e.id = b.event_type_id
    where b.owner_id = ${hostId} and b.status = 'accepted' and e.seats_per_slot is not null
    group by b.event_type_id, b.starts_at, e.seats_per_slot having count(*) > e.seats_per_slot`;
}
