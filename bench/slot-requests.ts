/**
 * How many requests for a month of free times are answered in a second: `npm run bench:slot-requests`.
 *
 * Beside the REST API the very statements that such a request runs are run alone, by as many clients on as many
 * connections, on the same database in the same run. The clients take their share of the same cores.
 */
import { Agent, request } from "node:http";
import postgres from "postgres";
import { ManualClock } from "@/server/platform/clock";
import { listSlots } from "@/server/services/slots/list-slots";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { ProductCopy } from "../e2e/support/product-copy";
import { type ClientFigures, measureClients } from "./measure-clients";
import { recordStatements } from "./record-statements";
import { type BenchHost, seedBenchHosts } from "./seed-bench-hosts";

const bookingsPerYear = 1_000;
const connections = 10;
const calls = Number(process.env.BENCH_CALLS ?? 3_000);
const from = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
const to = new Date(Date.parse(from) + 31 * 86_400_000).toISOString().slice(0, 10);

const weekdays = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startMinute: 540, endMinute: 1020 }));

async function benchSlotRequests(): Promise<void> {
  const copy = await ProductCopy.start();
  const sql = postgres(copy.product.databaseUrl, { max: connections, onnotice: () => undefined });
  const agent = new Agent({ keepAlive: true });
  try {
    const [host] = await seedBenchHosts(sql, 1);
    if (!host) throw new Error("There is no host to ask for.");
    await seedYear(sql, host);
    const rest = `${copy.product.baseUrl}/v2/slots?eventTypeId=${host.eventTypeId}&start=${from}&end=${to}`;
    const unknown = `${copy.product.baseUrl}/v2/no-such-path`;
    const statements = await recordRead(copy.product.databaseUrl, host);
    const answers = {
      "GET /v2/slots": () => fetchBody(rest, agent, 200),
      "an unknown path": () => fetchBody(unknown, agent, 404),
      "the same SELECTs": () => runAll(sql, statements),
    };
    const size = ((await fetchBody(rest, agent, 200)) / 1024).toFixed(0);
    print(
      `31 days of half-hour times, weekdays 9 to 5, ${bookingsPerYear} bookings a year, ${size} kB; ${calls} calls each`,
    );
    for (const clients of [1, 10, 50]) {
      for (const [label, call] of Object.entries(answers)) {
        await measureClients({ clients, calls: calls / 10 }, call);
        print(line(clients, label, await measureClients({ clients, calls }, call)));
      }
    }
  } finally {
    agent.destroy();
    await sql.end({ timeout: 1 });
    await copy.stop();
  }
}

/** Weekdays from 9 to 5 in half hours, and a year of bookings: one every nine hours or so. */
async function seedYear(sql: postgres.Sql, { hostId, eventTypeId }: BenchHost): Promise<void> {
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

async function recordRead(databaseUrl: string, { eventTypeId }: BenchHost) {
  const { statements } = await recordStatements(databaseUrl, (db) =>
    listSlots(createTestContext({ db }, { clock: new ManualClock(new Date()) }), {
      eventType: { id: eventTypeId },
      from: `${from}T00:00:00Z`,
      to: `${to}T00:00:00Z`,
    }),
  );
  return statements;
}

async function runAll(sql: postgres.Sql, statements: Awaited<ReturnType<typeof recordRead>>): Promise<void> {
  for (const { text, values } of statements) await sql.unsafe(text, values as never[], { prepare: true });
}

/** Asks over a connection that is kept, reads the whole answer, and returns its bytes. */
function fetchBody(url: string, agent: Agent, expected: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () =>
        response.statusCode === expected
          ? resolve(bytes)
          : reject(new Error(`Answered ${response.statusCode}.`)),
      );
    });
    asked.on("error", reject).end();
  });
}

function line(clients: number, label: string, { perSecond, p50Ms, p99Ms }: ClientFigures): string {
  const rate = `${perSecond.toFixed(0)}/s`.padStart(8);
  return `  ${String(clients).padStart(2)} clients  ${label.padEnd(18)}${rate}  p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await benchSlotRequests();
