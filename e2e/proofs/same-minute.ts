import postgres from "postgres";
import { addOrganizer } from "../parity/add-organizer";
import { ProductCopy } from "../support/product-copy";
import { waitFor } from "../support/rest-client";
import type { RunningProduct } from "../support/running-product";
import { type ProofResult, type ProofSetting, quantile } from "./proof";
import { seedReminders } from "./seed-reminders";

const minuteMs = 60_000;
const armingMinutes = 3;
const longestMs = 40 * minuteMs;

type Figures = Record<string, number>;

/**
 * Reminders that are all due in the same minute, on the product as it runs: how late each left, with the limits of
 * sending as they are by default and with them as wide as they go.
 */
export async function sameMinute({ product, cases }: ProofSetting): Promise<ProofResult> {
  const failures: string[] = [];
  const limited = await sendAll(product, cases, failures);
  const wide = await ProductCopy.start({ SENDS_PER_SECOND: "1000", CONCURRENT_SENDS: "64" });
  try {
    const unlimited = await sendAll(wide.product, cases, failures);
    const named = (prefix: string, figures: Figures) =>
      Object.entries(figures).map(([name, value]) => [`${prefix}${name}`, value]);
    return {
      name: "Reminders that are due in the same minute",
      figures: {
        reminders: cases,
        ...Object.fromEntries([...named("limited: ", limited), ...named("wide: ", unlimited)]),
      },
      failures,
    };
  } finally {
    await wide.stop();
  }
}

async function sendAll(product: RunningProduct, count: number, failures: string[]): Promise<Figures> {
  const sql = postgres(product.databaseUrl, { max: 2 });
  try {
    const { userId: hostId, eventTypes } = await addOrganizer(product, "minute");
    const eventTypeId = eventTypes[0]?.id ?? 0;
    const dueAt = new Date(Math.ceil(Date.now() / minuteMs + armingMinutes) * minuteMs);
    await seedReminders(sql, { hostId, eventTypeId }, { count, dueAt });
    const ended = await waitFor(async () => (await countOpen(sql, hostId)) === 0, longestMs, 1000);
    if (!ended) failures.push(`${await countOpen(sql, hostId)} reminders have not ended`);
    failures.push(...(await whatIsWrong(sql, product, hostId, count)));
    return await latenessOf(sql, hostId);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function countOpen(sql: postgres.Sql, hostId: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from messages
    where owner_id = ${hostId} and workflow_name = 'Reminder' and next_look_at is not null`;
  return row?.count ?? -1;
}

async function latenessOf(sql: postgres.Sql, hostId: number): Promise<Figures> {
  const rows = await sql<{ seconds: number }[]>`
    select extract(epoch from a.ended_at - m.due_at)::float8 as seconds
    from messages m join attempts a on a.message_id = m.id
    where m.owner_id = ${hostId} and m.workflow_name = 'Reminder' and a.state = 'accepted'`;
  const seconds = rows.map((row) => row.seconds);
  const lastSeconds = Math.max(...seconds);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return {
    p50Seconds: rounded(quantile(seconds, 0.5)),
    p99Seconds: rounded(quantile(seconds, 0.99)),
    lastSeconds: rounded(lastSeconds),
    perSecond: rounded(seconds.length / lastSeconds),
  };
}

async function whatIsWrong(
  sql: postgres.Sql,
  { sandboxUrl }: RunningProduct,
  hostId: number,
  count: number,
): Promise<string[]> {
  const failures: string[] = [];
  const states = await sql<{ state: string; count: number; early: number }[]>`
    select m.state, count(*)::int as count, (count(*) filter (where a.started_at < m.due_at))::int as early
    from messages m left join attempts a on a.message_id = m.id
    where m.owner_id = ${hostId} and m.workflow_name = 'Reminder' group by m.state`;
  for (const { state, count: each, early } of states) {
    if (state !== "delivered") failures.push(`${each} reminders are ${state}`);
    if (early > 0) failures.push(`${early} reminders left before their time`);
  }
  const requests = (await (await fetch(`${sandboxUrl}/sms/requests`)).json()) as { to: string }[];
  const perPhone = new Map<string, number>();
  for (const { to } of requests) perPhone.set(to, (perPhone.get(to) ?? 0) + 1);
  if (perPhone.size !== count) failures.push(`${perPhone.size} phones were texted instead of ${count}`);
  const doubled = [...perPhone.values()].filter((times) => times !== 1).length;
  if (doubled > 0) failures.push(`${doubled} phones were texted more than once`);
  return failures;
}
