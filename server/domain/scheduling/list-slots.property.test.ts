import fc from "fast-check";
import { expect, test } from "vitest";
import { checkSlot } from "./check-slot";
import { explainDay } from "./explain-day";
import type { HostAvailability } from "./host-availability";
import type { Interval } from "./interval";
import { listSlots } from "./list-slots";
import { dateOfEpochDay, millisecondsPerMinute } from "./local-date";
import { localDayAt, startOfLocalDay } from "./local-day";
import type { SlotQuery } from "./slot-query";
import { proofCases, proofSeed } from "./testing/proof";
import { slotQueryArbitrary } from "./testing/slot-query-arbitrary";
import { timeToLoad } from "./time-to-load";

const seed = proofSeed();

const holdsForQueries = (slice: number, property: (query: SlotQuery) => void) =>
  fc.assert(fc.property(slotQueryArbitrary, property), { seed, numRuns: proofCases(slice) });

test("a time is offered to whoever asks for it exactly when it is listed", { timeout: 0 }, () => {
  holdsForQueries(100, (query) => {
    const listed = new Map(listSlots(query).map((slot) => [slot.startMs, slot]));
    const stepMs = 5 * millisecondsPerMinute;
    const asked = [...listed.keys()];
    for (let at = query.window.startMs; at < query.window.endMs; at += stepMs) asked.push(at);
    for (const startMs of asked) {
      const slot = listed.get(startMs);
      const check = checkSlot(query, startMs);
      if (slot === undefined) expect(check.kind).toBe("refused");
      else {
        const { hostIds, seatsRemaining } = slot;
        expect(check).toEqual({
          kind: "offered",
          hostIds,
          ...(seatsRemaining !== undefined && { seatsRemaining }),
        });
      }
    }
  });
});

test("a day is explained as open exactly when its slots are listed", { timeout: 0 }, () => {
  holdsForQueries(200, (query) => {
    const { timeZone } = query.rules;
    const day = localDayAt(timeZone, query.window.startMs);
    const window = { startMs: startOfLocalDay(timeZone, day), endMs: startOfLocalDay(timeZone, day + 1) };
    const slots = listSlots({ ...query, window });
    const explanation = explainDay(query, dateOfEpochDay(day), timeZone);
    if (slots.length > 0) expect(explanation).toEqual({ kind: "open", slots });
    else expect(explanation.kind).toBe("empty");
  });
});

test("two windows side by side list what one long window lists", { timeout: 0 }, () => {
  holdsForQueries(200, (query) => {
    const { startMs, endMs } = query.window;
    const middleMs = startMs + Math.floor((endMs - startMs) / 3);
    const first = listSlots({ ...query, window: { startMs, endMs: middleMs } });
    const second = listSlots({ ...query, window: { startMs: middleMs, endMs } });
    expect([...first, ...second]).toEqual(listSlots(query));
  });
});

test("slots ascend, start once, last as long as asked and start inside the window", { timeout: 0 }, () => {
  holdsForQueries(200, (query) => {
    let lastMs = -Infinity;
    for (const { startMs, endMs } of listSlots(query)) {
      expect(startMs).toBeGreaterThan(lastMs);
      expect(endMs - startMs).toBe(query.lengthMinutes * millisecondsPerMinute);
      expect(startMs).toBeGreaterThanOrEqual(query.window.startMs);
      expect(startMs).toBeLessThan(query.window.endMs);
      lastMs = startMs;
    }
  });
});

test("the order in which busy times, bookings and blocks are given changes nothing", { timeout: 0 }, () => {
  holdsForQueries(200, (query) => {
    const reversed = withHosts(query, (host) => ({
      ...host,
      busy: host.busy.toReversed(),
      countedBookings: host.countedBookings?.toReversed(),
      schedule: { ...host.schedule, weeklyHours: host.schedule.weeklyHours.toReversed() },
    }));
    expect(listSlots(reversed)).toEqual(listSlots(query));
  });
});

test("what lies outside the time to load changes nothing", { timeout: 0 }, () => {
  holdsForQueries(200, (query) => {
    const zones = query.hosts.map(({ schedule }) => schedule.timeZone);
    const { busy, counted } = timeToLoad(query, zones);
    const touches = (interval: Interval) => interval.endMs > busy.startMs && interval.startMs < busy.endMs;
    const loaded = withHosts(query, (host) => ({
      ...host,
      busy: host.busy.filter(touches),
      countedBookings: host.countedBookings?.filter(
        ({ startMs }) => counted !== undefined && startMs >= counted.startMs && startMs < counted.endMs,
      ),
    }));
    expect(listSlots(loaded)).toEqual(listSlots(query));
  });
});

function withHosts(query: SlotQuery, change: (host: HostAvailability) => HostAvailability): SlotQuery {
  return { ...query, hosts: query.hosts.map(change) };
}
