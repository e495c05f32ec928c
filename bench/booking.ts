import postgres from "postgres";
import { ProductCopy } from "../e2e/support/product-copy";
import { type RecordedBooking, recordBooking, replayBooking } from "./recorded-booking";
import { type BenchHost, seedBenchHosts } from "./seed-bench-hosts";
import { untilQuiet } from "./until-quiet";

const clients = 10;
const bookings = Number(process.env.BENCH_BOOKINGS ?? 600);
const warmUp = 50;
const firstDay = Date.parse("2027-06-07T00:00:00Z");
const quarterHourMs = 15 * 60_000;

type Book = (host: BenchHost, startsAt: Date) => Promise<void>;

/** Books through the REST API and, on the same database in the same run, with the bare SQL of a booking. */
async function benchBooking(): Promise<void> {
  const copy = await ProductCopy.start();
  const sql = postgres(copy.product.databaseUrl, { max: clients, onnotice: () => undefined });
  try {
    process.stdout.write(`${bookings} bookings each, ${clients} clients, 15-minute meetings\n`);
    for (const hostCount of [1, 100]) {
      const hosts = await seedBenchHosts(sql, hostCount);
      const rest = await measure(hosts, 0, (host, startsAt) =>
        bookByRest(copy.product.baseUrl, host, startsAt),
      );
      await untilQuiet(sql);
      const recorded = new Map<BenchHost, RecordedBooking>();
      for (const host of hosts) {
        const startsAt = new Date(firstDay - quarterHourMs);
        recorded.set(host, await recordBooking(copy.product.databaseUrl, host, startsAt));
      }
      const raw = await measure(hosts, 1, async (host, startsAt) => {
        const booking = recorded.get(host);
        if (booking) await replayBooking(sql, booking, startsAt);
      });
      process.stdout.write(
        `${hostCount} host(s): REST ${rest.toFixed(0)}/s, the same SQL alone ${raw.toFixed(0)}/s, ` +
          `ratio ${(rest / raw).toFixed(2)}\n`,
      );
    }
  } finally {
    await sql.end({ timeout: 1 });
    await copy.stop();
  }
}

/** Bookings per second of `clients` that book one after the other; `half` keeps two measurements apart in time. */
async function measure(hosts: BenchHost[], half: number, book: Book): Promise<number> {
  let next = 0;
  const work = async (count: number) => {
    const last = next + count;
    const client = async () => {
      while (next < last) {
        const index = next;
        next += 1;
        const slot = Math.floor(index / hosts.length) + half * 5_000;
        await book(hosts[index % hosts.length] as BenchHost, new Date(firstDay + slot * quarterHourMs));
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
  };
  await work(warmUp);
  const startedAt = performance.now();
  await work(bookings);
  return bookings / ((performance.now() - startedAt) / 1000);
}

async function bookByRest(baseUrl: string, host: BenchHost, startsAt: Date): Promise<void> {
  const response = await fetch(`${baseUrl}/v2/bookings`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      start: startsAt.toISOString(),
      eventTypeId: host.eventTypeId,
      attendee: {
        name: "Ada Lovelace",
        email: "ada@example.com",
        timeZone: "Europe/London",
        phoneNumber: "+14155552671",
      },
    }),
  });
  if (response.status !== 201) throw new Error(`Answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
}

await benchBooking();
