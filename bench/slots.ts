/**
 * How long it takes to list a month of free times, and how that grows: `npx tsx bench/slots.ts`.
 *
 * Each figure is the median over many calls. The oracle and a plain luxon implementation answer the same
 * questions in the same run, and all must agree before anything is measured.
 */
import { deepStrictEqual } from "node:assert";
import { formatInstant } from "@/server/domain/scheduling/format-instant";
import { groupSlotsByLocalDay } from "@/server/domain/scheduling/group-slots-by-local-day";
import { listSlots } from "@/server/domain/scheduling/list-slots";
import type { SlotQuery } from "@/server/domain/scheduling/slot-query";
import { oracleSlots } from "@/server/domain/scheduling/testing/slot-oracle";
import {
  bookingsInsideWindow,
  bookingsOutsideWindow,
  bookingsOverYear,
  host,
  monthQuery,
  takenOnSunday,
} from "./slot-queries";
import { luxonStarts } from "./slots-with-luxon";

checkVisitorFromLosAngeles();
warmUp();

print("One host, bookings spread over a year (31 days, half-hour slots, weekdays 9 to 5)");
for (const count of [0, 100, 1_000, 10_000]) measure(`${count} bookings`, one(bookingsOverYear(count)));

print("Growth with bookings inside the window: linear");
for (const count of [0, 1_000, 2_000, 4_000, 8_000])
  measure(`${count} inside`, one(bookingsInsideWindow(count)));

print("Growth with bookings outside the window: a glance at each, some nanoseconds");
for (const count of [0, 1_000, 2_000, 4_000, 8_000])
  measure(`${count} outside`, one(bookingsOutsideWindow(count)));

print("Twenty hosts with 500 bookings a year each");
const team = Array.from({ length: 20 }, (_, index) => host(`host-${index}`, bookingsOverYear(500, index)));
measure("any host", monthQuery(team));
measure("all hosts", { ...monthQuery(team), combine: "all" });

print("What a page and the REST API add: 1000 bookings a year");
measureAnswer(listSlots(one(bookingsOverYear(1_000))));

print("The same answer by other means: one host, 1000 bookings a year");
compare(one(bookingsOverYear(1_000)));

function one(busy: ReturnType<typeof bookingsOverYear>): SlotQuery {
  return monthQuery([host("host", busy)]);
}

function measure(label: string, query: SlotQuery): void {
  const { length } = listSlots(query);
  const ms = medianMs(() => listSlots(query), 1_000);
  print(`  ${label.padEnd(20)} ${ms.toFixed(4)} ms  ${length} slots`);
}

function measureAnswer(slots: ReturnType<typeof listSlots>): void {
  const grouped = medianMs(() => groupSlotsByLocalDay(slots, "Europe/London"), 1_000);
  const written = medianMs(() => slots.map(({ startMs }) => formatInstant(startMs, "Europe/London")), 1_000);
  print(`  ${"group by day".padEnd(20)} ${grouped.toFixed(4)} ms  ${slots.length} slots`);
  print(`  ${"write with offset".padEnd(20)} ${written.toFixed(4)} ms  ${slots.length} slots`);
}

function compare(query: SlotQuery): void {
  const starts = listSlots(query).map(({ startMs }) => startMs);
  deepStrictEqual(
    starts,
    oracleSlots(query).map(({ startMs }) => startMs),
  );
  deepStrictEqual(starts, luxonStarts(query));
  const ownMs = medianMs(() => listSlots(query), 1_000);
  for (const [label, ms] of [
    ["minute-by-minute", medianMs(() => oracleSlots(query), 3)],
    ["luxon", medianMs(() => luxonStarts(query), 15)],
  ] as const) {
    print(
      `  ${label.padEnd(20)} ${ms.toFixed(1)} ms  ${Math.round(ms / ownMs)} times as long (${ownMs.toFixed(4)} ms)`,
    );
  }
}

/** With 10:00 to 11:05 taken in New York, a visitor from Los Angeles must see neither 10:30 nor 11:00. */
function checkVisitorFromLosAngeles(): void {
  const slots = listSlots(takenOnSunday);
  const offered = groupSlotsByLocalDay(slots, "America/Los_Angeles").get("2026-11-01") ?? [];
  deepStrictEqual(
    offered.map(({ startMs }) => new Date(startMs).toISOString()),
    ["2026-11-01T14:00:00.000Z", "2026-11-01T14:30:00.000Z", "2026-11-01T16:30:00.000Z"],
  );
  print(
    "1 November 2026, 10:00-11:05 taken in New York: Los Angeles sees 6:00, 6:30 and 8:30 of its own clock",
  );
}

function warmUp(): void {
  const query = monthQuery([host("a", bookingsOverYear(1_000)), host("b", bookingsOverYear(100))]);
  for (let call = 0; call < 2_000; call++) listSlots(query);
}

function medianMs(call: () => unknown, calls: number): number {
  const times = Array.from({ length: calls }, () => {
    const startedAt = performance.now();
    call();
    return performance.now() - startedAt;
  }).sort((a, b) => a - b);
  return times[Math.floor(calls / 2)] ?? Number.NaN;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
