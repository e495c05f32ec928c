import fc from "fast-check";
import type { BusyInterval, HostAvailability, HoursBlock } from "../host-availability";
import {
  dateOfEpochDay,
  millisecondsPerDay,
  millisecondsPerMinute,
  type Weekday,
  weekdays,
} from "../local-date";
import type { BookingLimit, BookingWindow, SchedulingRules } from "../scheduling-rules";
import type { SlotQuery } from "../slot-query";
import { allZones, hardZones, zoneTransitions } from "./zones";

const zone = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...hardZones) },
  { weight: 3, arbitrary: fc.constantFrom(...allZones) },
);

/** An hour near which things are tried: often a change of clocks of the zone, on a whole minute. */
const momentIn = (timeZone: string) => {
  const anyHour = fc
    .integer({ min: Date.UTC(2024, 0, 1) / 3_600_000, max: Date.UTC(2033, 0, 1) / 3_600_000 })
    .map((hour) => hour * 3_600_000);
  const transitions = zoneTransitions(timeZone);
  if (transitions.length === 0) return anyHour;
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...transitions) },
    { weight: 1, arbitrary: anyHour },
  );
};

const roundMinutes = (min: number, max: number) =>
  fc.oneof(
    fc.integer({ min: Math.ceil(min / 30), max: Math.floor(max / 30) }).map((halfHours) => halfHours * 30),
    fc.integer({ min: Math.ceil(min / 5), max: Math.floor(max / 5) }).map((fives) => fives * 5),
    fc.integer({ min, max }),
  );

const hoursBlock: fc.Arbitrary<HoursBlock> = fc.oneof(
  fc.constant({ startMinute: 0, endMinute: 1440 }),
  fc
    .tuple(roundMinutes(0, 1439), roundMinutes(1, 1440))
    .map(([startMinute, length]) => ({ startMinute, endMinute: Math.min(2880, startMinute + length) })),
  fc
    .tuple(roundMinutes(0, 240), roundMinutes(1, 300))
    .map(([startMinute, length]) => ({ startMinute, endMinute: startMinute + length })),
);

const slotLength = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(15, 20, 30, 45, 60) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 240 }) },
);

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;

const weeklyBlock = fc.tuple(weekday, hoursBlock).map(([day, block]) => ({ weekday: day, ...block }));

const everyDay = (blocks: readonly HoursBlock[]) =>
  weekdays.flatMap((day) => blocks.map((block) => ({ weekday: day, ...block })));

/** A date within a few days of the moment. */
const dateNear = (momentMs: number, reach = 3) =>
  fc
    .integer({ min: -reach, max: reach })
    .map((days) => dateOfEpochDay(Math.floor(momentMs / millisecondsPerDay) + days));

const dateOverride = (momentMs: number) =>
  fc.record({ on: dateNear(momentMs), blocks: fc.array(hoursBlock, { maxLength: 3 }) });

const datesNear = (momentMs: number) =>
  fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 3 }))
    .map(([first, days]) => [first, first + days].map((d) => Math.floor(momentMs / millisecondsPerDay) + d))
    .map(([first = 0, last = 0]) => ({ startOn: dateOfEpochDay(first), endOn: dateOfEpochDay(last) }));

const intervalNear = (momentMs: number, reachMinutes = 2_000, longestMinutes = 300) =>
  fc
    .tuple(roundMinutes(-reachMinutes, reachMinutes), roundMinutes(0, longestMinutes))
    .map(([fromMinute, minutes]) => ({
      startMs: momentMs + fromMinute * millisecondsPerMinute,
      endMs: momentMs + (fromMinute + minutes) * millisecondsPerMinute,
    }));

/** Moves the end, and so the time taken, off the whole minute. */
function withSeconds<T extends { startMs: number; endMs: number }>(interval: T): fc.Arbitrary<T> {
  const laterMs = sometimes(fc.integer({ min: 0, max: 59_999 }), 0);
  return laterMs.map((ms) => ({ ...interval, endMs: interval.endMs + ms }));
}

const busyNear = (momentMs: number, lengthMinutes: number): fc.Arbitrary<BusyInterval> =>
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .tuple(
          intervalNear(momentMs),
          fc.record(
            { bufferBeforeMinutes: roundMinutes(0, 60), bufferAfterMinutes: roundMinutes(0, 60) },
            { requiredKeys: [] },
          ),
        )
        .map(([interval, buffers]) => ({ ...interval, ...buffers }))
        .chain(withSeconds),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(roundMinutes(-2_000, 2_000), fc.integer({ min: 0, max: 3 }))
        .map(([fromMinute, seatsRemaining]) => ({
          startMs: momentMs + fromMinute * millisecondsPerMinute,
          endMs: momentMs + (fromMinute + lengthMinutes) * millisecondsPerMinute,
          seatsRemaining,
        })),
    },
  );

const hostNear = (hostId: string, timeZone: string, momentMs: number, lengthMinutes: number) =>
  fc.record({
    hostId: fc.constant(hostId),
    schedule: fc.record({
      timeZone: fc.oneof({ weight: 4, arbitrary: fc.constant(timeZone) }, { weight: 1, arbitrary: zone }),
      weeklyHours: fc.oneof(
        { weight: 1, arbitrary: fc.array(weeklyBlock, { maxLength: 10 }) },
        { weight: 3, arbitrary: fc.array(hoursBlock, { minLength: 1, maxLength: 3 }).map(everyDay) },
      ),
      overrides: sometimes(fc.array(dateOverride(momentMs), { maxLength: 2 }), []),
    }),
    travel: sometimes(
      fc.tuple(datesNear(momentMs), zone).map(([dates, tripZone]) => [{ ...dates, timeZone: tripZone }]),
      [],
    ),
    outOfOffice: sometimes(
      fc.array(fc.oneof(intervalNear(momentMs), datesNear(momentMs)), { maxLength: 2 }),
      [],
    ),
    busy: fc.array(busyNear(momentMs, lengthMinutes), { maxLength: 6 }),
    countedBookings: fc.array(intervalNear(momentMs, 6_000, 120).chain(withSeconds), { maxLength: 6 }),
  }) satisfies fc.Arbitrary<HostAvailability>;

/** The value on one run in four, the plain one otherwise. */
function sometimes<T>(arbitrary: fc.Arbitrary<T>, plain: T): fc.Arbitrary<T> {
  return fc.oneof({ weight: 3, arbitrary: fc.constant(plain) }, { weight: 1, arbitrary });
}

const bookingWindowNear = (momentMs: number): fc.Arbitrary<BookingWindow> =>
  sometimes<BookingWindow>(
    fc.oneof(
      fc.record({
        kind: fc.constantFrom("calendar_days" as const, "business_days" as const),
        days: fc.integer({ min: 0, max: 4 }),
        rolling: fc.boolean(),
      }),
      datesNear(momentMs).map((dates) => ({ kind: "range" as const, ...dates })),
    ),
    { kind: "unlimited" },
  );

const bookingLimit: fc.Arbitrary<BookingLimit> = fc.record(
  {
    per: fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const),
    maxCount: fc.integer({ min: 1, max: 4 }),
    maxMinutes: roundMinutes(15, 400),
  },
  { requiredKeys: ["per"] },
);

const rulesNear = (timeZone: string, momentMs: number): fc.Arbitrary<SchedulingRules> =>
  fc.record({
    timeZone: fc.oneof({ weight: 4, arbitrary: fc.constant(timeZone) }, { weight: 1, arbitrary: zone }),
    weekStartsOn: weekday,
    slotIntervalMinutes: fc.oneof(fc.constantFrom(15, 20, 30, 45, 60, 90), fc.integer({ min: 3, max: 300 })),
    startOffsetMinutes: sometimes(fc.integer({ min: 0, max: 120 }), 0),
    minimumNoticeMinutes: sometimes(roundMinutes(0, 3_000), 0),
    bookingWindow: bookingWindowNear(momentMs),
    bufferBeforeMinutes: sometimes(roundMinutes(0, 60), 0),
    bufferAfterMinutes: sometimes(roundMinutes(0, 60), 0),
    bookingLimits: sometimes(fc.array(bookingLimit, { maxLength: 2 }), []),
    onlyFirstSlotOfDay: sometimes(fc.boolean(), false),
    seatsPerSlot: sometimes(fc.constantFrom(1, 4), null),
  });

/** Queries of whole minutes over some two days, crowded with rules and gathered around changes of clocks. */
export const slotQueryArbitrary: fc.Arbitrary<SlotQuery> = zone
  .chain((timeZone) => fc.tuple(fc.constant(timeZone), momentIn(timeZone), slotLength))
  .chain(([timeZone, momentMs, minutes]) =>
    fc.record({
      rules: rulesNear(timeZone, momentMs),
      lengthMinutes: fc.constant(minutes),
      hosts: fc
        .integer({ min: 1, max: 3 })
        .chain((count) =>
          fc.tuple(
            ...["ada", "bo", "cy"]
              .slice(0, count)
              .map((hostId) => hostNear(hostId, timeZone, momentMs, minutes)),
          ),
        ),
      combine: fc.constantFrom("any" as const, "all" as const),
      nowMs: fc
        .oneof(
          { weight: 3, arbitrary: roundMinutes(-4_500, -1_500) },
          { weight: 1, arbitrary: roundMinutes(-1_500, 600) },
        )
        .map((fromMinute) => momentMs + fromMinute * millisecondsPerMinute),
      window: fc
        .tuple(roundMinutes(-1_500, 600), fc.oneof(fc.constant(1_440), roundMinutes(30, 2_000)))
        .map(([fromMinute, size]) => ({
          startMs: momentMs + fromMinute * millisecondsPerMinute,
          endMs: momentMs + (fromMinute + size) * millisecondsPerMinute,
        })),
    }),
  );
