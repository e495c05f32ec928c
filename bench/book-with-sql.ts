import { randomBytes, randomUUID } from "node:crypto";
import type postgres from "postgres";
import type { BenchHost } from "./seed-bench-hosts";

const lengthMs = 15 * 60_000;
const reachMs = 2 * 86_400_000;

/** The statements of a booking, in the order and the transaction that the product runs them in, and nothing else. */
export async function bookWithSql(sql: postgres.Sql, host: BenchHost, startsAt: Date): Promise<void> {
  const endsAt = new Date(startsAt.getTime() + lengthMs);
  const now = new Date();
  await sql.begin(async (tx) => {
    await tx`
      select id, pg_advisory_xact_lock(1, owner_id)::text from event_types where id = ${host.eventTypeId}`;
    await tx`
      select * from event_types e join schedules s on s.id = e.schedule_id join users u on u.id = e.owner_id
      where e.id = ${host.eventTypeId}`;
    await tx`
      select * from workflows w join workflow_steps s on s.workflow_id = w.id
      where w.owner_id = ${host.hostId} and (w.active_on_all or exists (
        select 1 from workflow_activations a
        where a.workflow_id = w.id and a.event_type_id = ${host.eventTypeId}))
      order by w.id, s.step_number`;
    await tx`
      select o.starts_at, o.ends_at, e.buffer_before_minutes, e.buffer_after_minutes
      from occupancies o join event_types e on e.id = o.event_type_id
      where o.host_id = ${host.hostId} and o.released_at is null
        and o.starts_at < ${new Date(endsAt.getTime() + reachMs)}
        and o.ends_at > ${new Date(startsAt.getTime() - reachMs)}
        and (o.expires_at is null or o.expires_at > ${now}) order by o.starts_at`;
    const bookingId = await insertBooking(tx, host, startsAt, endsAt, now);
    await insertPlan(tx, host, bookingId, startsAt, now);
    await tx`
      select m.*, (select count(*) from attempts a where a.message_id = m.id) from messages m
      where m.booking_id = ${bookingId} order by due_at, workflow_id, step_number, id`;
    await tx`
      insert into outbox (id, name, data, created_at)
      values (${randomUUID()}, 'bench', ${tx.json({ bookingId })}, ${now})`;
  });
}

async function insertBooking(
  tx: postgres.TransactionSql,
  host: BenchHost,
  startsAt: Date,
  endsAt: Date,
  now: Date,
): Promise<number> {
  const uid = randomBytes(16).toString("base64url");
  const [booking] = await tx<{ id: number }[]>`
    insert into bookings (uid, owner_id, event_type_id, status, title, starts_at, ends_at, door, calendar_uid,
      created_at, updated_at)
    values (${uid}, ${host.hostId}, ${host.eventTypeId}, 'accepted', 'Bench', ${startsAt}, ${endsAt}, 'rest',
      ${uid}, ${now}, ${now}) returning id`;
  const bookingId = booking?.id ?? 0;
  await tx`
    insert into attendees (booking_id, name, email, phone_number, time_zone)
    values (${bookingId}, 'Ada Lovelace', 'ada@example.com', '+14155552671', 'Europe/London')`;
  await tx`
    delete from occupancies where host_id = ${host.hostId} and booking_id is null and expires_at <= ${now}
      and starts_at < ${endsAt} and ends_at >= ${startsAt}`;
  await tx`
    insert into occupancies (host_id, event_type_id, booking_id, starts_at, ends_at)
    values (${host.hostId}, ${host.eventTypeId}, ${bookingId}, ${startsAt}, ${endsAt})`;
  await tx`
    select * from bookings b join event_types e on e.id = b.event_type_id join users u on u.id = b.owner_id
      join attendees a on a.booking_id = b.id where b.id = ${bookingId}`;
  return bookingId;
}

async function insertPlan(
  tx: postgres.TransactionSql,
  host: BenchHost,
  bookingId: number,
  startsAt: Date,
  now: Date,
): Promise<void> {
  const channels = ["sms", "sms", "email", "email"];
  const rows = channels.map((channel, index) => ({
    id: randomUUID(),
    owner_id: host.hostId,
    booking_id: bookingId,
    source: `bench:${index}`,
    workflow_name: "Bench",
    step_number: 1,
    channel,
    recipient_role: "attendee",
    recipient: "+14155552671",
    body_template: "You are booked: {EVENT_NAME}, {EVENT_DATE}, {EVENT_TIME}",
    due_at: startsAt,
    relevant_until_at: startsAt,
    state: "planned",
    next_look_at: startsAt,
    created_at: now,
    updated_at: now,
  }));
  await tx`insert into messages ${tx(rows)}`;
  await tx`
    insert into audit_entries (owner_id, booking_id, action, door, actor_kind, request_id, created_at)
    values (${host.hostId}, ${bookingId}, 'booking.created', 'rest', 'anonymous', 'bench', ${now})`;
}
