import type { Booked } from "./race-host";
import { at, exactlyOneWins, pick, raceProof, times } from "./run-race";

/** The host confirms requests that don't hold their time, while others book it. */
export const pendingConfirmed = raceProof({
  name: "Pending confirmed while another books",
  attemptsPerRound: 20,
  mayRefuse: ["slot_taken", "already_accepted"],
  prepare: async (host) => {
    const asked = await host.offer({ confirmation: { kind: "always", pendingHoldsTime: false } });
    const quick = await host.offer({});
    return async ({ day, size, fraction }) => {
      const startsAt = at(day, 600);
      // The host's key takes a moment to check: by turns bookers wait as long, so that either may be first.
      const looksFirst = fraction() < 0.5;
      const look = () => host.call("reservation.delete", { uid: "none" }, "host");
      const requests = [
        await host.book({ eventTypeId: asked, startsAt }),
        await host.book({ eventTypeId: asked, startsAt }),
      ];
      return {
        attempts: times(size, (index) => {
          const uid = requests[index % requests.length]?.data?.uid;
          if (index < size / 2) return () => host.call("booking.confirm", { uid }, "host");
          return async () => {
            if (looksFirst) await look();
            return host.book({ eventTypeId: quick, startsAt });
          };
        }),
        judge: exactlyOneWins,
      };
    };
  },
});

const bookingsInPlay = 6;
const freeBeside = 2;

/** Bookings move to each other's times and to the few that are free, over and over. */
export const rescheduleSwaps = raceProof({
  name: "Reschedule swaps",
  attemptsPerRound: 24,
  mayRefuse: ["slot_taken", "already_rescheduled"],
  prepare: async (host) => {
    const eventTypeId = await host.offer({});
    return async ({ day, size, fraction }) => {
      const starts = times(bookingsInPlay + freeBeside, (index) => at(day, 600 + index * 30));
      const booked: Booked[] = [];
      for (const startsAt of starts.slice(0, bookingsInPlay)) {
        const { data } = await host.book({ eventTypeId, startsAt });
        if (data) booked.push(data);
      }
      return {
        attempts: times(size, (index) => {
          const { uid } = booked[index % booked.length] as Booked;
          const startsAt = pick(starts, fraction).toISOString();
          return () => host.call("booking.reschedule", { uid, startsAt });
        }),
      };
    };
  },
  check: async ({ sql }, host) => {
    const odd = await sql<{ what: string }[]>`
      select 'chain ' || calendar_uid || ' has ' || count(*) filter (where status = 'accepted') || ' bookings' as what
      from bookings where owner_id = ${host.id}
      group by calendar_uid having count(*) filter (where status = 'accepted') <> 1`;
    return odd.map(({ what }) => what);
  },
});

type Held = { uid: string; expiresAt?: string };

/** Some hold a time, others book it; who holds it books it then, against everyone else. */
export const reservationAgainstBooking = raceProof({
  name: "Reservation against booking",
  attemptsPerRound: 20,
  mayRefuse: ["slot_taken", "slot_reserved"],
  prepare: async (host) => {
    const eventTypeId = await host.offer({});
    return async ({ day, size }) => {
      const startsAt = at(day, 600);
      const input = { eventType: { id: eventTypeId }, startsAt: startsAt.toISOString() };
      const reserve = async () => {
        const { data, ...answer } = await host.call<{ answer: Held }>("reservation.create", input);
        return { ...answer, data: data?.answer ?? null };
      };
      return {
        attempts: times(size, (index) =>
          index % 2 === 0 ? reserve : () => host.book({ eventTypeId, startsAt }),
        ),
        judge: async (answers) => {
          const wrong = exactlyOneWins(answers);
          const winner = answers.find(({ status }) => status < 300)?.data as Held | undefined;
          if (!winner?.expiresAt) return wrong;
          const [own, ...others] = await Promise.all([
            host.book({ eventTypeId, startsAt, reservationUid: winner.uid }),
            ...times(4, () => host.book({ eventTypeId, startsAt })),
          ]);
          if (own.status >= 300) wrong.push(`who held the time was answered ${own.status} ${own.reason}`);
          if (others.some(({ status }) => status < 300)) wrong.push("another booked a time that was held");
          return wrong;
        },
      };
    };
  },
});
