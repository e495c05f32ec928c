import type postgres from "postgres";
import { waitFor } from "../support/rest-client";

/** All that a change of a booking left behind, with ids, doors and actors masked. */
export type Effects = Record<string, unknown>;

const settleTimeoutMs = 30_000;
const secondsOf = (milliseconds: number) => Math.round(milliseconds / 1000);

/**
 * Reads what a booking has and owes, once its immediate messages have come to rest. What is said back to a text is left
 * out: whoever came another way asked for no answer.
 */
export async function readEffects(sql: postgres.Sql, uid: string): Promise<Effects> {
  const [booking] = await sql`select * from bookings where uid = ${uid}`;
  if (!booking) throw new Error("The booking is not in the database.");
  await waitUntilAtRest(sql, booking.id);
  const mask = masker(uid, booking);
  const attendees = await sql`
    select name, email, phone_number, time_zone, language, absent from attendees
    where booking_id = ${booking.id} order by id`;
  const occupancies = await sql`
    select starts_at, ends_at, exclusive, released_at is not null as released from occupancies
    where booking_id = ${booking.id} order by id`;
  const places = await sql`
    select s.number, s.released_at is not null as released, o.starts_at, o.ends_at
    from seats s join occupancies o on o.id = s.session_id where s.booking_id = ${booking.id}`;
  const messages = await sql`
    select m.*, (select jsonb_agg(jsonb_build_object('state', a.state, 'body', a.body, 'code', a.code)
      order by a.number) from attempts a where a.message_id = m.id) as tries
    from messages m where booking_id = ${booking.id} and source not like 'reply:%'
    order by source, occurrence`;
  const messageIds = messages.map((message) => message.id);
  const events = await sql`
    select name, data from outbox
    where data ->> 'bookingId' = ${String(booking.id)} or data ->> 'messageId' = any (${messageIds})
    order by name, data ->> 'messageId', data ->> 'generation'`;
  const audit = await sql`select action from audit_entries where booking_id = ${booking.id} order by id`;
  return JSON.parse(
    mask(
      JSON.stringify({
        booking: bookingFacts(booking),
        attendees,
        occupancies,
        places,
        plan: messages.map((message) => messageFacts(message, booking)),
        events: events.map(({ name, data }) => ({ name, facts: Object.keys(data).sort() })).sort(byName),
        audit,
      }),
    ),
  );
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : Number(a.name > b.name);
}

function bookingFacts(booking: postgres.Row) {
  const { status, title, notes, starts_at, ends_at, guests, revision, calendar_sequence } = booking;
  const { rescheduled_from_uid, rescheduled_to_uid, cancellation_reason, rescheduling_reason } = booking;
  const { rejection_reason, series_index, occurrence_at, location, metadata } = booking;
  return {
    ...{ status, title, notes, starts_at, ends_at, guests, revision, calendar_sequence },
    ...{ cancellation_reason, rescheduling_reason, rejection_reason },
    ...{ series_index, occurrence_at, location, metadata },
    isConfirmed: booking.first_confirmed_at !== null,
    isMovedFrom: rescheduled_from_uid !== null,
    isMovedTo: rescheduled_to_uid !== null,
    attendanceIsConfirmed: booking.attendance_confirmed_at !== null,
    hostIsAbsent: booking.host_absent,
  };
}

function messageFacts(message: postgres.Row, booking: postgres.Row) {
  const dueAt = (message.due_at as Date).getTime();
  const isImmediate = dueAt <= (message.created_at as Date).getTime();
  const { source, channel, recipient_role, recipient, state, reason, code, generation, tries } = message;
  return {
    ...{ source, channel, recipient_role, recipient, state, reason, code, generation, tries },
    due: isImmediate
      ? "at once"
      : `${secondsOf((booking.starts_at as Date).getTime() - dueAt)} s before the meeting`,
  };
}

/** Replaces the ids that differ between two bookings of the same thing wherever they stand, bodies included. */
function masker(uid: string, booking: postgres.Row): (text: string) => string {
  const uids = [uid, booking.rescheduled_from_uid, booking.rescheduled_to_uid].filter(Boolean) as string[];
  return (text) => uids.reduce((masked, each) => masked.replaceAll(each, "<uid>"), text);
}

async function waitUntilAtRest(sql: postgres.Sql, bookingId: number): Promise<void> {
  const atRest = await waitFor(async () => {
    const [moving] = await sql<{ count: number }[]>`
      select count(*)::int as count from messages
      where booking_id = ${bookingId} and (
        state in ('sending', 'retrying', 'reconciling')
        or (state in ('planned', 'armed') and due_at <= now() + interval '12 hours')
        or (state = 'accepted' and channel = 'sms'))`;
    return moving?.count === 0;
  }, settleTimeoutMs);
  if (!atRest) throw new Error(`The messages of booking ${bookingId} do not come to rest.`);
}
