import { at, pick, raceProof, times } from "./run-race";

const hours = [0, 15, 30, 45, 60, 75, 90, 105];

/** Meetings of a quarter of an hour to two hours want to start in the same two hours. */
export const overlappingLengths = raceProof({
  name: "Overlapping slots of different lengths",
  attemptsPerRound: 25,
  mayRefuse: ["slot_taken"],
  prepare: async (host) => {
    const lengthOptionsMinutes = [15, 30, 60, 120];
    const eventTypeId = await host.offer({ lengthOptionsMinutes, slotIntervalMinutes: 15 });
    return async ({ day, size, fraction }) => ({
      attempts: times(size, () => {
        const startsAt = at(day, 600 + pick(hours, fraction));
        const lengthMinutes = pick(lengthOptionsMinutes, fraction);
        return () => host.book({ eventTypeId, startsAt, lengthMinutes });
      }),
    });
  },
});

/** Two kinds of meeting of one host, whose start times lie between each other, want the same two hours. */
export const twoEventTypes = raceProof({
  name: "Two event types of one host",
  attemptsPerRound: 25,
  mayRefuse: ["slot_taken"],
  prepare: async (host) => {
    const short = await host.offer({ lengthMinutes: 30, slotIntervalMinutes: 15 });
    const long = await host.offer({ lengthMinutes: 45, slotIntervalMinutes: 15 });
    return async ({ day, size, fraction }) => ({
      attempts: times(size, (index) => {
        const startsAt = at(day, 600 + pick(hours, fraction));
        return () => host.book({ eventTypeId: index % 2 === 0 ? short : long, startsAt });
      }),
    });
  },
});

/** Meetings that want time to themselves before and after compete with some that don't. */
export const buffers = raceProof({
  name: "Buffers",
  attemptsPerRound: 25,
  mayRefuse: ["slot_taken"],
  prepare: async (host) => {
    const plain = await host.offer({ slotIntervalMinutes: 15 });
    const spacious = await host.offer({
      slotIntervalMinutes: 15,
      bufferBeforeMinutes: 15,
      bufferAfterMinutes: 10,
    });
    return async ({ day, size, fraction }) => ({
      attempts: times(size, (index) => {
        const startsAt = at(day, 600 + pick(hours, fraction));
        return () => host.book({ eventTypeId: index % 2 === 0 ? plain : spacious, startsAt });
      }),
    });
  },
});

const perDay = 3;

/** Many want different times of a day on which the host takes three. */
export const dailyLimit = raceProof({
  name: "Daily limit",
  attemptsPerRound: 25,
  mayRefuse: ["slot_taken", "limit_reached"],
  prepare: async (host) => {
    const eventTypeId = await host.offer({ bookingLimits: [{ per: "day", maxCount: perDay }] });
    return async ({ day, size }) => ({
      attempts: times(size, (index) => () => host.book({ eventTypeId, startsAt: at(day, index * 30) })),
      judge: (answers) => {
        const won = answers.filter(({ status }) => status < 300).length;
        return won === Math.min(perDay, size) ? [] : [`${won} bookings on a day of ${perDay}`];
      },
    });
  },
  check: async ({ sql }, host) => {
    const overfull = await sql<{ day: string; count: number }[]>`
      select (starts_at at time zone 'UTC')::date::text as day, count(*)::int as count from bookings
      where owner_id = ${host.id} and status = 'accepted' group by 1 having count(*) > ${perDay}`;
    return overfull.map(({ day, count }) => `${count} bookings on ${day}`);
  },
});

const seatsPerSlot = 3;

/** Two sit in a session already, and many want its last seat. */
export const lastSeat = raceProof({
  name: "Last seat",
  attemptsPerRound: 20,
  mayRefuse: ["no_seats_left"],
  prepare: async (host) => {
    const eventTypeId = await host.offer({ seats: { perSlot: seatsPerSlot } });
    return async ({ day, size }) => {
      const startsAt = at(day, 600);
      for (const _seat of times(seatsPerSlot - 1, (index) => index))
        await host.book({ eventTypeId, startsAt });
      return {
        attempts: times(size, () => () => host.book({ eventTypeId, startsAt })),
        judge: (answers) => {
          const won = answers.filter(({ status }) => status < 300).length;
          return won === 1 ? [] : [`${won} got the last seat`];
        },
      };
    };
  },
});
