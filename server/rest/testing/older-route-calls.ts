import type { AccessWorld } from "./access-world";
import { ofBooking, ofReservation } from "./owned-things";
import { at, type RouteCall } from "./route-call";

const halfAnHourAfter = (start: string) => new Date(Date.parse(start) + 30 * 60_000).toISOString();
const ofBookings = (): Record<string, RouteCall> => {
  const body = (world: AccessWorld) => ({
    start: world.freeStart(),
    eventTypeId: world.eventTypeId,
    timeZone: "UTC",
    language: "en",
    metadata: {},
    responses: { name: "Di", email: "di@example.org" },
  });
  return {
    "POST /bookings in 2024-06-14": {
      kind: "public",
      request: (world) => ({ path: "/bookings", body: body(world) }),
    },
    "POST /bookings/recurring": {
      kind: "public",
      request: (world) => ({ path: "/bookings/recurring", body: [body(world)] }),
    },
    "GET /bookings in 2024-06-14": { kind: "own" },
    "GET /bookings/:uid in 2024-06-14": { kind: "link", request: at("/bookings", ofBooking()) },
    "GET /bookings/:uid/reschedule": { kind: "link", request: at("/bookings", ofBooking(), "/reschedule") },
    "POST /bookings/:uid/cancel in 2024-06-14": {
      kind: "link",
      request: at("/bookings", ofBooking(), "/cancel", { cancellationReason: "Ill" }),
    },
    "POST /bookings/:uid/mark-no-show": {
      kind: "owned",
      request: at("/bookings", ofBooking(), "/mark-no-show", { noShowHost: true }),
      ownerGets: 400,
    },
  };
};
const ofSlots = (): Record<string, RouteCall> => ({
  "GET /slots/available": {
    kind: "public",
    request: ({ eventTypeId }) => ({
      path: `/slots/available?eventTypeId=${eventTypeId}&startTime=2026-11-03&endTime=2026-11-05`,
    }),
  },
  "POST /slots/reserve": {
    kind: "public",
    request: (world) => {
      const start = world.freeStart();
      const time = { slotUtcStartDate: start, slotUtcEndDate: halfAnHourAfter(start) };
      return { path: "/slots/reserve", body: { eventTypeId: world.eventTypeId, ...time } };
    },
  },
  "DELETE /slots/selected-slot": { kind: "link", request: at("/slots/selected-slot?uid=", ofReservation()) },
});

/** A request to each operation in its older shape, or of older versions alone. */
export const olderRouteCalls: Readonly<Record<string, RouteCall>> = { ...ofBookings(), ...ofSlots() };
