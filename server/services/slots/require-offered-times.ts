import type { Transaction } from "@/db/client";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import {
  checkSlot,
  type RefusalReason,
  type SlotCheck,
  type SlotCheckQuery,
} from "@/server/domain/scheduling/check-slot";
import { firstRefusal } from "@/server/domain/scheduling/first-refusal";
import type { Interval } from "@/server/domain/scheduling/interval";
import { millisecondsPerMinute } from "@/server/domain/scheduling/local-date";
import { loadSlotQuery } from "./load-slot-query";
import { occurrencesRefused, type RefusedOccurrence, slotRefused } from "./slot-refused";

export type WantedTimes = {
  /** Ascending: one, or all of a series. */
  starts: readonly Date[];
  lengthMinutes: number;
  now: Date;
};

/**
 * Checks, under the host's lock, that an event type offers all of these times now. How far ahead people may book
 * says when a series may start, not when it ends; each later date must keep to all other rules, the earlier ones
 * counted.
 * @throws ServiceError BAD_REQUEST that says why not, for a series with each date that can't be.
 */
export async function requireOfferedTimes(
  tx: Transaction,
  found: EventTypeWithHost,
  wanted: WantedTimes,
): Promise<void> {
  const [first, ...later] = wanted.starts;
  if (first === undefined) throw new RangeError("No time is wanted.");
  if (first <= wanted.now) throw slotRefused("past");
  const firstMs = first.getTime();
  const query = await loadSlotQuery(tx, found, { ...wanted, window: windowOf(first, first) });
  const check = checkSlot(query, firstMs);
  if (later.length === 0) {
    if (check.kind === "refused") throw slotRefused(check.reason);
    return;
  }
  const refused = check.kind === "refused" ? [{ startMs: firstMs, reason: check.reason }] : [];
  const checked = check.kind === "offered" ? [{ start: first, check }] : [];
  refused.push(...(await refusedLater(tx, found, { ...wanted, starts: later }, checked)));
  if (refused.length > 0) throw occurrencesRefused(refused);
}

/**
 * Why a time that lies ahead isn't free, or is beyond the limits, whatever else is said about when it can be asked
 * for; undefined when it can be taken. The host must be locked.
 */
export async function findObstacle(
  tx: Transaction,
  found: EventTypeWithHost,
  time: Omit<WantedTimes, "starts"> & { startsAt: Date },
): Promise<RefusalReason | undefined> {
  const window = windowOf(time.startsAt, time.startsAt);
  const rules = { minimumNoticeMinutes: 0, ...anyDay, onlyFirstSlotOfDay: false };
  const query = await loadSlotQuery(tx, found, { ...time, window, rules });
  return firstRefusal({ ...query, window }, ["busy", "limit_reached"]);
}

type Checked = { start: Date; check: Extract<SlotCheck, { kind: "offered" }> };

const anyDay = { bookingWindow: { kind: "unlimited" } } as const;

async function refusedLater(
  tx: Transaction,
  found: EventTypeWithHost,
  wanted: WantedTimes,
  checked: Checked[],
): Promise<RefusedOccurrence[]> {
  const [first, last] = [wanted.starts[0], wanted.starts.at(-1)];
  if (first === undefined || last === undefined) return [];
  const isRange = found.eventType.bookingWindow.kind === "range";
  const loaded = await loadSlotQuery(tx, found, {
    ...wanted,
    window: windowOf(first, last),
    rules: isRange ? undefined : anyDay,
  });
  const refused: RefusedOccurrence[] = [];
  for (const start of wanted.starts) {
    const startMs = start.getTime();
    const check = checkSlot(withTaken(loaded, checked), startMs);
    if (check.kind === "refused") refused.push({ startMs, reason: check.reason });
    else checked.push({ start, check });
  }
  return refused;
}

/** The query when the dates that were checked before are taken; those that join a session take nothing more. */
function withTaken(query: SlotCheckQuery, checked: readonly Checked[]): SlotCheckQuery {
  const { rules, lengthMinutes } = query;
  const taken: Interval[] = checked
    .filter(({ check }) => !rules.seatsPerSlot || check.seatsRemaining === rules.seatsPerSlot)
    .map(({ start }) => ({
      startMs: start.getTime(),
      endMs: start.getTime() + lengthMinutes * millisecondsPerMinute,
    }));
  const { bufferBeforeMinutes, bufferAfterMinutes } = rules;
  return {
    ...query,
    hosts: query.hosts.map((host) => ({
      ...host,
      busy: [...host.busy, ...taken.map((each) => ({ ...each, bufferBeforeMinutes, bufferAfterMinutes }))],
      countedBookings: [...(host.countedBookings ?? []), ...taken],
    })),
  };
}

function windowOf(first: Date, last: Date): Interval {
  return { startMs: first.getTime(), endMs: last.getTime() + 1 };
}
