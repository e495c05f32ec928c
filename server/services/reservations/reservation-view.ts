import type { Hold } from "@/db/queries/hold-queries";

/** A time, or a seat, that nobody else can take until it expires. */
export type ReservationView = {
  uid: string;
  eventTypeId: number;
  startsAt: string;
  endsAt: string;
  lengthMinutes: number;
  expiresAt: string;
};

export function reservationView(hold: Hold): ReservationView {
  return {
    uid: hold.uid,
    eventTypeId: hold.eventTypeId,
    startsAt: hold.startsAt.toISOString(),
    endsAt: hold.endsAt.toISOString(),
    lengthMinutes: (hold.endsAt.getTime() - hold.startsAt.getTime()) / 60_000,
    expiresAt: hold.expiresAt.toISOString(),
  };
}
