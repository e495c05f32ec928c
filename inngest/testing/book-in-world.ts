import { createBookingInputSchema } from "@/server/domain/bookings/create-booking-input";
import type { BookingView } from "@/server/services/bookings/booking-view";
import { createBooking } from "@/server/services/bookings/create-booking";
import type { World } from "./create-world";

export type Bookings = {
  /** Books the next free time, for a phone that nobody else has unless one is given. */
  book(phone?: string): Promise<{ booking: BookingView; phone: string }>;
  /** A start on a weekday inside the organizer's hours that nobody has taken. */
  nextFreeStart(): string;
};

const halfHourMs = 30 * 60_000;

/** Bookings of the world's first event type, each at a time and for a phone of its own. */
export function bookInWorld(world: World): Bookings {
  let phoneNumber = 4_155_550_000;
  let startMs = Math.ceil((world.clock.now().getTime() + 48 * 3_600_000) / halfHourMs) * halfHourMs;
  const nextFreeStart = () => {
    for (;;) {
      const startsAt = new Date(startMs);
      startMs += halfHourMs;
      const isOpen = startsAt.getUTCHours() >= 9 && startsAt.getUTCHours() < 17;
      if (isOpen && startsAt.getUTCDay() % 6 !== 0) return startsAt.toISOString();
    }
  };
  return {
    nextFreeStart,
    book: async (given) => {
      phoneNumber += 1;
      const phone = given ?? `+1${phoneNumber}`;
      const input = createBookingInputSchema.parse({
        eventType: { id: world.organizer.eventTypes[0]?.id },
        startsAt: nextFreeStart(),
        attendee: {
          name: "Ada Lovelace",
          email: "ada@example.com",
          timeZone: "Europe/London",
          phoneNumber: phone,
        },
      });
      const { answer } = await createBooking(world.contextAs({ kind: "anonymous" }), input);
      return { booking: answer, phone };
    },
  };
}
