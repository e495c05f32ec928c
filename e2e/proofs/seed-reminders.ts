import type postgres from "postgres";

export type RemindedHost = { hostId: number; eventTypeId: number };

/** How many there are, when they are due and how long before the meeting, and when they were made. */
export type Reminders = { count: number; dueAt: Date; leadMs?: number; now?: Date };

const dayMs = 86_400_000;
const body = "Hi {ATTENDEE_FIRST_NAME}, {EVENT_NAME} is on {EVENT_DATE} at {EVENT_TIME}";

/** Bookings of a host that each owe one text at the same instant, written straight into the database. */
export async function seedReminders(
  sql: postgres.Sql,
  { hostId, eventTypeId }: RemindedHost,
  { count, dueAt, leadMs = dayMs, now = new Date() }: Reminders,
): Promise<{ workflowId: number; stepId: number }> {
  const startsAt = new Date(dueAt.getTime() + leadMs).toISOString();
  const [due, made] = [dueAt.toISOString(), now.toISOString()];
  const { workflowId, stepId } = await seedWorkflow(sql, hostId);
  await sql`
    with made as (
      insert into bookings (uid, owner_id, event_type_id, status, title, starts_at, ends_at, door, calendar_uid,
        created_at, updated_at)
      select 'reminded-' || ${hostId} || '-' || n, ${hostId}, ${eventTypeId}, 'accepted', 'Reminded',
        ${startsAt}, ${startsAt}::timestamptz + interval '30 minutes', 'rest', 'reminded-' || ${hostId} || '-' || n,
        ${made}, ${made}
      from generate_series(1, ${count}) n returning id
    ), numbered as (
      select id, row_number() over (order by id) as n from made
    ), people as (
      insert into attendees (booking_id, name, email, phone_number, time_zone)
      select id, 'Guest ' || n, 'guest-' || n || '@example.com', ${phonePattern(hostId)} || lpad(n::text, 6, '0'), 'UTC'
      from numbered
    )
    insert into messages (id, owner_id, booking_id, source, workflow_id, step_id, workflow_name, step_number, channel, recipient_role,
      recipient, occurrence, body_template, due_at, relevant_until_at, state, next_look_at, created_at, updated_at)
    select gen_random_uuid(), ${hostId}, id, 'step:' || ${stepId}, ${workflowId}, ${stepId}, 'Reminder', 1, 'sms', 'attendee',
      ${phonePattern(hostId)} || lpad(n::text, 6, '0'), 'day', ${body}, ${due}, ${startsAt}, 'planned',
      greatest(${due}::timestamptz - interval '12 hours', ${made}::timestamptz), ${made}, ${made}
    from numbered`;
  return { workflowId, stepId };
}

async function seedWorkflow(sql: postgres.Sql, hostId: number) {
  const [workflow] = await sql<{ id: number }[]>`
    insert into workflows (owner_id, name, trigger, timings, active_on_all)
    values (${hostId}, 'Reminder', 'before_meeting',
      '[{"key": "day", "kind": "elapsed", "amount": 1, "unit": "days"}]', true) returning id`;
  const workflowId = workflow?.id ?? 0;
  const [step] = await sql<{ id: number }[]>`
    insert into workflow_steps (workflow_id, step_number, action, body)
    values (${workflowId}, 1, 'sms_attendee', ${body}) returning id`;
  return { workflowId, stepId: step?.id ?? 0 };
}

/** What the numbers of a host's guests begin with. */
function phonePattern(hostId: number): string {
  return `+1415${String(hostId % 10)}`;
}
