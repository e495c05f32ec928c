import type { AccessWorld } from "./access-world";
import { olderRouteCalls } from "./older-route-calls";
import {
  fresh,
  newcomer,
  newWebhook,
  ofAbsence,
  ofAddedAttendee,
  ofBooking,
  ofEventType,
  ofMessage,
  ofRequest,
  ofReservation,
  ofSchedule,
  ofWebhook,
  ofWorkflow,
} from "./owned-things";
import { at, type Made, type RouteCall } from "./route-call";

const bookings = (make: Made, after: string, body?: object) => at("/bookings", make, after, body);
const workflow = () => ({
  name: `Greet ${fresh()}`,
  trigger: { type: "newEvent" },
  steps: [{ action: "sms_attendee", message: { text: "Hi {ATTENDEE_FIRST_NAME}" } }],
});
const guest = { name: "Di", email: "di@example.org", timeZone: "UTC" };
const away = () => {
  const day = new Date(Date.parse("2031-01-01T00:00:00Z") + fresh() * 86_400_000).toISOString().slice(0, 10);
  return { start: `${day}T00:00:00Z`, end: `${day}T23:59:59Z` };
};
const webhookBody = () => ({ ...newWebhook(), active: true });
const ofEventTypeWebhooks =
  (more: { of?: "one"; body?: object } = {}) =>
  async (world: AccessWorld) => {
    const path = `/event-types/${world.eventTypeId}/webhooks`;
    if (more.of === undefined) return { path, body: more.body };
    const input = { ...newWebhook(), eventTypeId: world.eventTypeId };
    const { answer } = await world.callers.owner.webhook.create(input);
    return { path: `${path}/${answer.id}`, body: more.body };
  };
const webhookRoutes = (): Record<string, RouteCall> => {
  const below = "/event-types/:eventTypeId/webhooks";
  return {
    "POST /webhooks": { kind: "own", request: () => ({ path: "/webhooks", body: webhookBody() }) },
    "GET /webhooks": { kind: "own" },
    "GET /webhooks/:webhookId": { kind: "owned", request: at("/webhooks", ofWebhook()) },
    "PATCH /webhooks/:webhookId": {
      kind: "owned",
      request: at("/webhooks", ofWebhook(), "", { active: false }),
    },
    "DELETE /webhooks/:webhookId": { kind: "owned", request: at("/webhooks", ofWebhook()) },
    [`POST ${below}`]: {
      kind: "owned",
      request: (world) => ofEventTypeWebhooks({ body: webhookBody() })(world),
    },
    [`GET ${below}`]: { kind: "owned", request: ofEventTypeWebhooks() },
    [`DELETE ${below}`]: { kind: "owned", request: at("/event-types", ofEventType(), "/webhooks") },
    [`GET ${below}/:webhookId`]: { kind: "owned", request: ofEventTypeWebhooks({ of: "one" }) },
    [`PATCH ${below}/:webhookId`]: {
      kind: "owned",
      request: ofEventTypeWebhooks({ of: "one", body: { active: false } }),
    },
    [`DELETE ${below}/:webhookId`]: { kind: "owned", request: ofEventTypeWebhooks({ of: "one" }) },
  };
};
const workflowRoutes = (root: string): Record<string, RouteCall> => {
  const path = root.replace(":orgId", "1").replace(":teamId", "1");
  return {
    [`POST ${root}`]: { kind: "own", request: () => ({ path, body: workflow() }) },
    [`GET ${root}`]: { kind: "own", request: () => ({ path }) },
    [`GET ${root}/:workflowId`]: { kind: "owned", request: at(path, ofWorkflow()) },
    [`PATCH ${root}/:workflowId`]: { kind: "owned", request: at(path, ofWorkflow(), "", { name: "Mine" }) },
    [`DELETE ${root}/:workflowId`]: { kind: "owned", request: at(path, ofWorkflow()) },
  };
};

/** A request to each operation, in each of its shapes, which would succeed for the owner of what it names. */
export const routeCalls: Readonly<Record<string, RouteCall>> = {
  "POST /bookings": {
    kind: "public",
    request: (world) => ({
      path: "/bookings",
      body: { start: world.freeStart(), eventTypeId: world.eventTypeId, attendee: guest },
    }),
  },
  "GET /bookings": { kind: "own" },
  "GET /bookings/:uid": { kind: "link", request: bookings(ofBooking(), "") },
  "GET /bookings/by-seat/:seatUid": {
    kind: "link",
    request: () => ({ path: "/bookings/by-seat/none" }),
    ownerGets: 404,
  },
  "POST /bookings/:uid/reschedule": {
    kind: "link",
    request: async (world) => ({
      path: `/bookings/${await world.book()}/reschedule`,
      body: { start: world.freeStart() },
    }),
  },
  "POST /bookings/:uid/cancel": {
    kind: "link",
    request: bookings(ofBooking(), "/cancel", { cancellationReason: "Ill" }),
  },
  "POST /bookings/:uid/confirm": { kind: "owned", request: bookings(ofRequest(), "/confirm", {}) },
  "POST /bookings/:uid/decline": {
    kind: "owned",
    request: bookings(ofRequest(), "/decline", { reason: "Away" }),
  },
  "POST /bookings/:uid/mark-absent": {
    kind: "owned",
    request: bookings(ofBooking(), "/mark-absent", { host: true }),
    ownerGets: 400,
  },
  "PATCH /bookings/:uid/location": {
    kind: "owned",
    request: bookings(ofBooking(), "/location", { location: { type: "attendeeDefined", location: "Here" } }),
  },
  "POST /bookings/:uid/guests": {
    kind: "owned",
    request: bookings(ofBooking(), "/guests", { guests: ["ed@example.org"] }),
  },
  "POST /bookings/:uid/attendees": {
    kind: "owned",
    request: bookings(ofBooking(), "/attendees", newcomer()),
  },
  "DELETE /bookings/:uid/attendees/:attendeeId": {
    kind: "owned",
    request: async (world) => {
      const { uid, attendeeId } = await ofAddedAttendee()(world);
      return { path: `/bookings/${uid}/attendees/${attendeeId}` };
    },
  },
  "GET /bookings/:uid/attendees": { kind: "owned", request: bookings(ofBooking(), "/attendees") },
  "GET /bookings/:uid/attendees/:attendeeId": {
    kind: "owned",
    request: async (world) => {
      const uid = await world.book();
      const { attendees } = await world.callers.owner.booking.get({ uid });
      return { path: `/bookings/${uid}/attendees/${attendees[0]?.id}` };
    },
  },
  "GET /bookings/:uid/calendar-links": { kind: "owned", request: bookings(ofBooking(), "/calendar-links") },
  "GET /bookings/:uid/references": { kind: "owned", request: bookings(ofBooking(), "/references") },
  "GET /bookings/:uid/recordings": { kind: "owned", request: bookings(ofBooking(), "/recordings") },
  "GET /bookings/:uid/transcripts": { kind: "owned", request: bookings(ofBooking(), "/transcripts") },
  "GET /bookings/:uid/conferencing-sessions": {
    kind: "owned",
    request: bookings(ofBooking(), "/conferencing-sessions"),
  },
  "GET /bookings/:uid/messages": { kind: "owned", request: bookings(ofBooking(), "/messages") },
  "POST /messages/:id/cancel": { kind: "owned", request: at("/messages", ofMessage, "/cancel", {}) },
  "POST /messages/:id/retry": {
    kind: "owned",
    request: at("/messages", ofMessage, "/retry", {}),
    ownerGets: 409,
  },
  "GET /slots": {
    kind: "public",
    request: ({ eventTypeId }) => ({
      path: `/slots?eventTypeId=${eventTypeId}&start=2026-11-03&end=2026-11-05`,
    }),
  },
  "POST /slots/reservations": {
    kind: "public",
    request: (world) => ({
      path: "/slots/reservations",
      body: { eventTypeId: world.eventTypeId, slotStart: world.freeStart() },
    }),
  },
  "GET /slots/reservations/:uid": { kind: "link", request: at("/slots/reservations", ofReservation()) },
  "PATCH /slots/reservations/:uid": {
    kind: "link",
    request: async (world) => {
      const { uid } = await ofReservation()(world);
      const body = { eventTypeId: world.eventTypeId, slotStart: world.freeStart() };
      return { path: `/slots/reservations/${uid}`, body };
    },
  },
  "DELETE /slots/reservations/:uid": { kind: "link", request: at("/slots/reservations", ofReservation()) },
  ...olderRouteCalls,
  ...workflowRoutes("/workflows"),
  ...workflowRoutes("/organizations/:orgId/teams/:teamId/workflows"),
  "POST /workflows/preview": {
    kind: "own",
    request: ({ eventTypeId }) => ({
      path: "/workflows/preview",
      body: { eventTypeId, start: "2026-11-10T09:00:00Z" },
    }),
    strangerGets: 400,
  },
  "POST /event-types": {
    kind: "own",
    request: () => ({
      path: "/event-types",
      body: { title: "Talk", slug: `talk-${fresh()}`, lengthInMinutes: 30 },
    }),
  },
  "GET /event-types": {
    kind: "public",
    request: ({ owner }) => ({ path: `/event-types?username=${owner.username}` }),
  },
  "GET /event-types/:eventTypeId": { kind: "owned", request: at("/event-types", ofEventType()) },
  "PATCH /event-types/:eventTypeId": {
    kind: "owned",
    request: at("/event-types", ofEventType(), "", { title: "Walk" }),
  },
  "DELETE /event-types/:eventTypeId": { kind: "owned", request: at("/event-types", ofEventType()) },
  "POST /schedules": {
    kind: "own",
    request: () => ({
      path: "/schedules",
      body: { name: `Evenings ${fresh()}`, timeZone: "Europe/Berlin", isDefault: false },
    }),
  },
  "GET /schedules": { kind: "own" },
  "GET /schedules/default": { kind: "own" },
  "GET /schedules/:scheduleId": { kind: "owned", request: at("/schedules", ofSchedule()) },
  "PATCH /schedules/:scheduleId": {
    kind: "owned",
    request: at("/schedules", ofSchedule(), "", { name: "Mine" }),
  },
  "DELETE /schedules/:scheduleId": {
    kind: "owned",
    request: at("/schedules", ofSchedule()),
    strangerGets: 400,
  },
  "GET /me": { kind: "own" },
  "PATCH /me": { kind: "own", request: () => ({ path: "/me", body: { locale: "en" } }) },
  ...webhookRoutes(),
  "POST /me/ooo": { kind: "own", request: () => ({ path: "/me/ooo", body: away() }) },
  "GET /me/ooo": { kind: "own" },
  "PATCH /me/ooo/:oooId": { kind: "owned", request: at("/me/ooo", ofAbsence(), "", { notes: "Away" }) },
  "DELETE /me/ooo/:oooId": { kind: "owned", request: at("/me/ooo", ofAbsence()) },
  // The last one, since it ends the keys that it is called with.
  "POST /api-keys/refresh": { kind: "own", request: () => ({ path: "/api-keys/refresh", body: {} }) },
};
