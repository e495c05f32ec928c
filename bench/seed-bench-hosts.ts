import { randomBytes } from "node:crypto";
import type postgres from "postgres";

export type BenchHost = { hostId: number; eventTypeId: number; workflowIds: number[] };

const everyHour = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));

const dayBefore = [{ key: "", kind: "elapsed", amount: 24, unit: "hours" }];

/** Organizers who can be booked at any time, each with a confirmation and a reminder by text. */
export async function seedBenchHosts(sql: postgres.Sql, count: number): Promise<BenchHost[]> {
  const hosts: BenchHost[] = [];
  for (let index = 0; index < count; index += 1) hosts.push(await seedHost(sql));
  return hosts;
}

async function seedHost(sql: postgres.Sql): Promise<BenchHost> {
  const username = `bench-${randomBytes(6).toString("hex")}`;
  const [host] = await sql<{ id: number }[]>`
    insert into users (name, email, username) values ('Bench', ${`${username}@example.com`}, ${username})
    returning id`;
  const ownerId = host?.id ?? 0;
  const [schedule] = await sql<{ id: number }[]>`
    insert into schedules (owner_id, name, time_zone, is_default, weekly_hours)
    values (${ownerId}, 'Always', 'UTC', true, ${sql.json(everyHour)}) returning id`;
  const [eventType] = await sql<{ id: number }[]>`
    insert into event_types (owner_id, schedule_id, slug, title, length_minutes, minimum_notice_minutes)
    values (${ownerId}, ${schedule?.id ?? 0}, 'bench', 'Bench', 15, 0) returning id`;
  const workflows = await sql<{ id: number }[]>`
    insert into workflows (owner_id, name, trigger, timings, active_on_all)
    values (${ownerId}, 'Confirm', 'new_booking', '[]', true),
      (${ownerId}, 'Remind', 'before_meeting', ${sql.json(dayBefore)}, true)
    returning id`;
  for (const { id } of workflows) {
    await sql`
      insert into workflow_steps (workflow_id, step_number, action, body)
      values (${id}, 1, 'sms_attendee', 'You are booked: {EVENT_NAME}, {EVENT_DATE}, {EVENT_TIME}')`;
  }
  return { hostId: ownerId, eventTypeId: eventType?.id ?? 0, workflowIds: workflows.map(({ id }) => id) };
}
