import { Temporal } from "temporal-polyfill";
import type { HostAvailability, HoursBlock } from "../host-availability";
import type { BookingLimit, BookingWindow } from "../scheduling-rules";
import type { SlotQuery } from "../slot-query";

/*
 * The rules again, as plainly as they can be said: every minute of the window is asked on its own, local time
 * comes from Temporal alone, and nothing is shared with the code under test but the types. Slow on purpose.
 */

const minuteMs = 60_000;
type Reading = { blocks: readonly HoursBlock[]; minute: number };

export type OracleSlot = { startMs: number; endMs: number; hostIds: string[]; seatsRemaining?: number };

/** What `listSlots` must answer for a query made of whole minutes. */
export function oracleSlots(query: SlotQuery): OracleSlot[] {
  clocks.clear();
  const { rules, window, nowMs } = query;
  const askedMs = rules.onlyFirstSlotOfDay ? startOfDayMs(window.startMs, rules.timeZone) : window.startMs;
  const fromMs = rollingDays(rules.bookingWindow) === undefined ? askedMs : Math.min(askedMs, nowMs);
  const hosts = query.hosts.map((host) => new OracleHost(host, query));
  let slots: OracleSlot[] = [];
  for (let startMs = Math.ceil(fromMs / minuteMs) * minuteMs; startMs < window.endMs; startMs += minuteMs) {
    const free = mayStart(query, startMs) ? hosts.filter((host) => host.takes(startMs)) : [];
    if (free.length > 0 && (query.combine === "any" || free.length === hosts.length)) {
      slots.push(slotOf(query, startMs, free));
    }
  }
  const dayOf = (slot: OracleSlot) => clockAt(slot.startMs, rules.timeZone).on;
  if (rules.onlyFirstSlotOfDay) {
    slots = slots.filter(
      (slot, index) => !slots.slice(0, index).some((earlier) => dayOf(earlier) === dayOf(slot)),
    );
  }
  return slotsBeforeRollingEnd(slots, rules.bookingWindow, dayOf).filter(
    ({ startMs }) => startMs >= window.startMs,
  );
}

function slotsBeforeRollingEnd(
  slots: OracleSlot[],
  bookingWindow: BookingWindow,
  dayOf: (slot: OracleSlot) => string,
): OracleSlot[] {
  const days = rollingDays(bookingWindow);
  if (days === undefined) return slots;
  const isCounted = (on: string) => bookingWindow.kind === "calendar_days" || dayOfWeek(on) < 6;
  const freeDays = [...new Set(slots.map(dayOf))];
  const allowed = freeDays.filter((_, index) => freeDays.slice(0, index).filter(isCounted).length < days);
  return slots.filter((slot) => allowed.includes(dayOf(slot)));
}

class OracleHost {
  private readonly open = new Map<number, boolean>();
  private readonly read = new Map<number, Reading[]>();

  constructor(
    readonly host: HostAvailability,
    private readonly query: SlotQuery,
  ) {}

  takes(startMs: number): boolean {
    return this.joinableSeats(startMs) > 0 || this.isFree(startMs);
  }

  seatsAt(startMs: number): number {
    return this.joinableSeats(startMs) || (this.query.rules.seatsPerSlot ?? 0);
  }

  private joinableSeats(startMs: number): number {
    const { rules, lengthMinutes } = this.query;
    if (!rules.seatsPerSlot) return 0;
    const session = this.host.busy.find(
      (busy) =>
        busy.startMs === startMs && busy.endMs === startMs + lengthMinutes * minuteMs && busy.seatsRemaining,
    );
    return session?.seatsRemaining ?? 0;
  }

  private isFree(startMs: number): boolean {
    return (
      this.isOnGrid(startMs) &&
      this.isOpenThroughout(startMs) &&
      !this.isTaken(startMs) &&
      this.isAllowed(startMs)
    );
  }

  private isOnGrid(startMs: number): boolean {
    const { slotIntervalMinutes, startOffsetMinutes } = this.query.rules;
    return this.readings(startMs).some(({ blocks, minute }) => {
      const covers = (asked: number) => blocks.some((b) => b.startMinute <= asked && asked < b.endMinute);
      if (!covers(minute)) return false;
      let blockStart = minute;
      while (covers(blockStart - 1)) blockStart--;
      const afterFirst = minute - blockStart - startOffsetMinutes;
      return afterFirst >= 0 && afterFirst % slotIntervalMinutes === 0;
    });
  }

  private isOpenThroughout(startMs: number): boolean {
    for (let minute = 0; minute < this.query.lengthMinutes; minute++) {
      if (!this.isOpen(startMs + minute * minuteMs)) return false;
    }
    return true;
  }

  private isOpen(instantMs: number): boolean {
    const known = this.open.get(instantMs);
    if (known !== undefined) return known;
    const open =
      this.readings(instantMs).some(({ blocks, minute }) =>
        blocks.some((block) => block.startMinute <= minute && minute < block.endMinute),
      ) && !this.isAway(instantMs);
    this.open.set(instantMs, open);
    return open;
  }

  /** What the clock reads, counted from midnight of today and of yesterday, with the blocks of that date. */
  private readings(instantMs: number): Reading[] {
    const known = this.read.get(instantMs);
    if (known !== undefined) return known;
    const { schedule, travel = [] } = this.host;
    const zones = new Set([schedule.timeZone, ...travel.map(({ timeZone }) => timeZone)]);
    const readings = [...zones].flatMap((timeZone) => {
      const { on, minute } = clockAt(instantMs, timeZone);
      return [0, 1].flatMap((daysAgo) => {
        const date = addDays(on, -daysAgo);
        if (this.zoneOn(date) !== timeZone) return [];
        return [{ blocks: this.blocksOn(date), minute: daysAgo * 1440 + minute }];
      });
    });
    this.read.set(instantMs, readings);
    return readings;
  }

  private zoneOn(date: string): string {
    const trip = (this.host.travel ?? []).find(({ startOn, endOn }) => startOn <= date && date <= endOn);
    return trip?.timeZone ?? this.host.schedule.timeZone;
  }

  private blocksOn(date: string): readonly HoursBlock[] {
    const { overrides, weeklyHours } = this.host.schedule;
    const ofDate = overrides.filter(({ on }) => on === date);
    if (ofDate.length > 0) return ofDate.flatMap(({ blocks }) => blocks);
    return weeklyHours.filter(({ weekday }) => weekday === dayOfWeek(date));
  }

  private isAway(instantMs: number): boolean {
    return (this.host.outOfOffice ?? []).some((absence) => {
      if ("startMs" in absence) return absence.startMs < instantMs + minuteMs && instantMs < absence.endMs;
      const { on } = clockAt(instantMs, this.host.schedule.timeZone);
      return absence.startOn <= on && on <= absence.endOn;
    });
  }

  private isTaken(startMs: number): boolean {
    const { rules, lengthMinutes } = this.query;
    const fromMs = startMs - rules.bufferBeforeMinutes * minuteMs;
    const untilMs = startMs + (lengthMinutes + rules.bufferAfterMinutes) * minuteMs;
    return this.host.busy.some((busy) => {
      const busyFromMs = busy.startMs - (busy.bufferBeforeMinutes ?? 0) * minuteMs;
      const busyUntilMs = busy.endMs + (busy.bufferAfterMinutes ?? 0) * minuteMs;
      return busyFromMs < busyUntilMs && fromMs < busyUntilMs && busyFromMs < untilMs;
    });
  }

  private isAllowed(startMs: number): boolean {
    const { rules, lengthMinutes } = this.query;
    const { timeZone } = this.host.schedule;
    return rules.bookingLimits.every(({ per, maxCount, maxMinutes }) => {
      const periodOf = (ms: number) => periodName(clockAt(ms, timeZone).on, per, rules.weekStartsOn ?? 1);
      const counted = (this.host.countedBookings ?? []).filter(
        (b) => periodOf(b.startMs) === periodOf(startMs),
      );
      const usedMs = counted.reduce((sum, b) => sum + b.endMs - b.startMs, 0);
      if (maxCount !== undefined && counted.length >= maxCount) return false;
      return maxMinutes === undefined || usedMs + lengthMinutes * minuteMs <= maxMinutes * minuteMs;
    });
  }
}

function slotOf(query: SlotQuery, startMs: number, free: readonly OracleHost[]): OracleSlot {
  const endMs = startMs + query.lengthMinutes * minuteMs;
  const slot: OracleSlot = { startMs, endMs, hostIds: free.map(({ host }) => host.hostId) };
  if (query.rules.seatsPerSlot) {
    const seats = free.map((host) => host.seatsAt(startMs)).sort((a, b) => a - b);
    slot.seatsRemaining = query.combine === "all" ? seats[0] : seats.at(-1);
  }
  return slot;
}

function mayStart({ rules, nowMs }: SlotQuery, startMs: number): boolean {
  if (startMs < nowMs + rules.minimumNoticeMinutes * minuteMs) return false;
  const { bookingWindow } = rules;
  if (bookingWindow.kind === "unlimited" || rollingDays(bookingWindow) !== undefined) return true;
  const { on } = clockAt(startMs, rules.timeZone);
  if (bookingWindow.kind === "range") return bookingWindow.startOn <= on && on <= bookingWindow.endOn;
  let last = clockAt(nowMs, rules.timeZone).on;
  for (let counted = 0; counted < bookingWindow.days; ) {
    last = addDays(last, 1);
    if (bookingWindow.kind === "calendar_days" || dayOfWeek(last) < 6) counted++;
  }
  return on <= last;
}

function rollingDays(bookingWindow: BookingWindow): number | undefined {
  if (bookingWindow.kind === "unlimited" || bookingWindow.kind === "range") return undefined;
  return bookingWindow.rolling ? bookingWindow.days : undefined;
}

function periodName(on: string, per: BookingLimit["per"], weekStartsOn: number): string {
  if (per === "day") return on;
  if (per === "month") return on.slice(0, 7);
  if (per === "year") return on.slice(0, 4);
  return addDays(on, -((dayOfWeek(on) - weekStartsOn + 7) % 7));
}

function startOfDayMs(instantMs: number, timeZone: string): number {
  return at(instantMs, timeZone).startOfDay().epochMilliseconds;
}

type Clock = { on: string; minute: number };
const clocks = new Map<string, Map<number, Clock>>();

/** The date and the minute of the clock that Temporal prints for an instant; remembered within one query. */
function clockAt(instantMs: number, timeZone: string): Clock {
  const ofZone = clocks.get(timeZone) ?? new Map<number, Clock>();
  clocks.set(timeZone, ofZone);
  const known = ofZone.get(instantMs);
  if (known !== undefined) return known;
  const text = at(instantMs, timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
  const clock = { on: text.slice(0, 10), minute: Number(text.slice(11, 13)) * 60 + Number(text.slice(14)) };
  ofZone.set(instantMs, clock);
  return clock;
}

const addDays = remembered((on: string, days: number) =>
  Temporal.PlainDate.from(on).add({ days }).toString(),
);
const dayOfWeek = remembered((on: string) => Temporal.PlainDate.from(on).dayOfWeek);

function at(instantMs: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone);
}

function remembered<A extends unknown[], R>(ask: (...args: A) => R): (...args: A) => R {
  const answers = new Map<string, R>();
  return (...args) => {
    const key = args.join();
    const answer = answers.get(key) ?? ask(...args);
    answers.set(key, answer);
    return answer;
  };
}
