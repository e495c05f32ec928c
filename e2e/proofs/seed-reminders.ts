import type postgres from "postgres";

export type RemindedHost = { hostId: number; eventTypeId: number };

/** Bookings of a host that each owe one text at the same instant, written as if they had been made long ago. */
export async function seedReminders(
  sql: postgres.Sql,
  { hostId, eventTypeId }: RemindedHost,
  { count, dueAt }: { count: number; dueAt: Date },
): Promise<void> {
  const startsAt = new Date(dueAt.getTime() + 24 * 3_600_000).toISOString();
  const due = dueAt.toISOString();
  await sql`
    with made as (
      insert into bookings (uid, owner_id, event_type_id, status, title, starts_at, ends_at, door, calendar_uid,
        created_at, updated_at)
      select 'reminded-' || ${hostId} || '-' || n, ${hostId}, ${eventTypeId}, 'accepted', 'Reminded',
        ${startsAt}, ${startsAt}::timestamptz + interval '30 minutes', 'rest', 'reminded-' || ${hostId} || '-' || n,
        now(), now()
      from generate_series(1, ${count}) n returning id
    ), numbered as (
      select id, row_number() over (order by id) as n from made
    ), people as (
      insert into attendees (booking_id, name, email, phone_number, time_zone)
      select id, 'Guest ' || n, 'guest-' || n || '@example.com', ${phonePattern(hostId)} || lpad(n::text, 6, '0'), 'UTC'
      from numbered
    )
    insert into messages (id, owner_id, booking_id, source, workflow_name, step_number, channel, recipient_role,
      recipient, body_template, due_at, relevant_until_at, state, next_look_at, created_at, updated_at)
    select gen_random_uuid(), ${hostId}, id, 'step:reminder', 'Reminder', 1, 'sms', 'attendee',
      ${phonePattern(hostId)} || lpad(n::text, 6, '0'),
      'Hi {ATTENDEE_FIRST_NAME}, {EVENT_NAME} is on {EVENT_DATE} at {EVENT_TIME}', ${due}, ${startsAt}, 'planned',
      now(), now(), now()
    from numbered`;
}

/** What the numbers of a host's guests begin with. */
function phonePattern(hostId: number): string {
  return `+1415${String(hostId % 10)}`;
}
