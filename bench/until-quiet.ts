import type postgres from "postgres";

/** Waits until the messages of the measured bookings are out, so that their work is not counted twice. */
export async function untilQuiet(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [moving] = await sql<{ count: number }[]>`
      select count(*)::int as count from messages
      where state in ('planned', 'armed', 'sending') and due_at <= now()`;
    if (moving?.count === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
