/**
 * How many requests the REST API answers in a second, and how long they take: `npm run bench:api`.
 *
 * Beside each kind of request the very statements that it runs are run alone, by as many clients on as many
 * connections, on the same database in the same run; and the route that does nothing but answer a preflight says what a
 * bare route handler costs. The clients take their share of the same cores.
 */
import { randomUUID } from "node:crypto";
import { Agent } from "node:http";
import postgres from "postgres";
import type { Database } from "@/db/client";
import { ManualClock } from "@/server/platform/clock";
import { getBooking } from "@/server/services/bookings/get-booking";
import type { ServiceContext } from "@/server/services/service-context";
import { listSlots } from "@/server/services/slots/list-slots";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { ProductCopy } from "../e2e/support/product-copy";
import { askOverHttp } from "./ask-over-http";
import { type ClientFigures, measureClients } from "./measure-clients";
import { recordStatements, type Statement } from "./record-statements";
import { recordBooking, replayBooking } from "./recorded-booking";
import { type BenchHost, seedBenchHosts } from "./seed-bench-hosts";
import { seedYearOfBookings } from "./seed-year-of-bookings";
import { untilQuiet } from "./until-quiet";

const clientCounts = [1, 10, 50];
const connections = 10;
const hostCount = 50;
const bookingsPerYear = 1_000;
const reads = Number(process.env.BENCH_CALLS ?? 2_000);
const bookings = Number(process.env.BENCH_BOOKINGS ?? 300);
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const quarterHourMs = 15 * 60_000;
const from = new Date(Date.now() + 2 * dayMs).toISOString().slice(0, 10);
const to = new Date(Date.parse(from) + 31 * dayMs).toISOString().slice(0, 10);
/** A Monday. */
const firstDay = Date.parse("2027-06-07T00:00:00Z");

type Bench = { baseUrl: string; databaseUrl: string; sql: postgres.Sql; agent: Agent };
type Contender = { label: string; call: () => Promise<unknown>; calls: number };

async function benchApi(): Promise<void> {
  const copy = await ProductCopy.start();
  const { baseUrl, databaseUrl } = copy.product;
  const sql = postgres(databaseUrl, { max: connections, onnotice: () => undefined });
  const agent = new Agent({ keepAlive: true });
  try {
    const bench: Bench = { baseUrl, databaseUrl, sql, agent };
    const [asked, ...hosts] = await seedBenchHosts(sql, hostCount + 1);
    if (!asked) throw new Error("There is no host to ask for.");
    await seedYearOfBookings(sql, asked, bookingsPerYear);
    await report(bench, await readers(bench, asked));
    await report(bench, await bookers(bench, hosts));
  } finally {
    agent.destroy();
    await sql.end({ timeout: 1 });
    await copy.stop();
  }
}

async function readers(bench: Bench, host: BenchHost): Promise<Contender[]> {
  const { baseUrl, agent, sql } = bench;
  const slots = `${baseUrl}/v2/slots?eventTypeId=${host.eventTypeId}&start=${from}&end=${to}`;
  const slotStatements = await recordRead(bench, (ctx) =>
    listSlots(ctx, {
      eventType: { id: host.eventTypeId },
      from: `${from}T00:00:00Z`,
      to: `${to}T00:00:00Z`,
    }),
  );
  const { uid } = await recordBooking(bench.databaseUrl, host, new Date(firstDay + 10 * hourMs));
  const bookingStatements = await recordRead(bench, (ctx) => getBooking(ctx, { uid }));
  const ask = (url: string) => () => askOverHttp(agent, url, { expected: 200 });
  const bare = () => askOverHttp(agent, `${baseUrl}/v2/bookings`, { method: "OPTIONS", expected: 204 });
  return [
    { label: "a bare route", calls: reads, call: bare },
    { label: "GET booking", calls: reads, call: ask(`${baseUrl}/v2/bookings/${uid}`) },
    { label: "  its SQL alone", calls: reads, call: () => runAll(sql, bookingStatements) },
    { label: "GET slots, 31 days", calls: reads, call: ask(slots) },
    { label: "  its SQL alone", calls: reads, call: () => runAll(sql, slotStatements) },
  ];
}

/** Each books times of its own, one host after the other, so that nobody waits for a host's lock without need. */
async function bookers(bench: Bench, hosts: readonly BenchHost[]): Promise<Contender[]> {
  const { baseUrl, agent, sql } = bench;
  const recorded = await Promise.all(
    hosts.map((host) => recordBooking(bench.databaseUrl, host, new Date(firstDay - quarterHourMs))),
  );
  let next = 0;
  const takeTime = () => {
    const index = next;
    next += 1;
    const at = index % hosts.length;
    const startsAt = new Date(firstDay + Math.floor(index / hosts.length) * quarterHourMs);
    return { host: hosts[at], recording: recorded[at], startsAt };
  };
  const book = () => {
    const { host, startsAt } = takeTime();
    const body = { start: startsAt.toISOString(), eventTypeId: host?.eventTypeId, attendee: guest };
    return askOverHttp(agent, `${baseUrl}/v2/bookings`, { method: "POST", body, expected: 201 });
  };
  const replay = async () => {
    const { recording, startsAt } = takeTime();
    if (recording) await replayBooking(sql, recording, startsAt);
  };
  return [
    { label: "POST booking", calls: bookings, call: book },
    { label: "  its SQL alone", calls: bookings, call: replay },
  ];
}

const guest = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  timeZone: "Europe/London",
  phoneNumber: "+14155552671",
};

async function report({ sql }: Bench, contenders: readonly Contender[]): Promise<void> {
  for (const clients of clientCounts) {
    let before: ClientFigures | undefined;
    for (const { label, call, calls } of contenders) {
      await measureClients({ clients, calls: Math.ceil(calls / 10) }, call);
      const figures = await measureClients({ clients, calls }, call);
      print(line(clients, label, figures, label.startsWith(" ") ? before : undefined));
      before = figures;
      await untilQuiet(sql);
    }
  }
}

function line(clients: number, label: string, figures: ClientFigures, request?: ClientFigures): string {
  const { perSecond, p50Ms, p99Ms } = figures;
  const rate = `${perSecond.toFixed(0)}/s`.padStart(8);
  const times = `p50 ${p50Ms.toFixed(1)} ms  p99 ${p99Ms.toFixed(1)} ms`;
  const ratio = request
    ? `  (the request has ${(request.perSecond / perSecond).toFixed(2)} of this rate)`
    : "";
  return `  ${String(clients).padStart(2)} clients  ${label.padEnd(20)}${rate}  ${times}${ratio}`;
}

async function recordRead(
  { databaseUrl }: Bench,
  read: (ctx: ServiceContext) => Promise<unknown>,
): Promise<Statement[]> {
  const { statements } = await recordStatements(databaseUrl, (db: Database) =>
    read(createTestContext({ db }, { clock: new ManualClock(new Date()), requestId: randomUUID() })),
  );
  return statements;
}

async function runAll(sql: postgres.Sql, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements) await sql.unsafe(text, values as never[], { prepare: true });
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

await benchApi();
