import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType } from "@/db/testing/seed-organizer";
import { testNow } from "@/server/services/testing/create-test-context";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { namedOperations } from "../testing/named-operations";
import { newcomer } from "../testing/owned-things";
import { v2Routes } from "./v2-routes";

let door: BookableDoor;
let requestedTypeId: number;

beforeAll(async () => {
  door = await createBookableDoor();
  const asked = { slug: "asked", confirmation: "always" } as const;
  requestedTypeId = (await seedEventType(door.database.db, door.organizer, asked)).id;
});
afterAll(() => door.close());

type Posted = { path: string; body: object; another?: object };

const booked = async (more: object = {}) => (await door.book(more)).body.data;
const ofBooking = async (
  verb: string,
  body: object,
  another?: object,
  more: object = {},
): Promise<Posted> => {
  const { uid } = await booked(more);
  return { path: `/v2/bookings/${uid}/${verb}`, body, another };
};

const olderBody = (start: string) => ({
  start,
  eventTypeId: door.eventTypeId,
  timeZone: "UTC",
  responses: { name: "Di", email: "di@example.org" },
});
const slotAt = (start: string) => ({
  slotUtcStartDate: start,
  slotUtcEndDate: new Date(Date.parse(start) + 30 * 60_000).toISOString(),
});
const workflow = {
  name: "Greet",
  trigger: { type: "newEvent" },
  steps: [{ action: "sms_attendee", message: { text: "Hi {ATTENDEE_FIRST_NAME}" } }],
};
const ofWorkflows = async (path: string): Promise<Posted> => ({
  path: `/v2${path}`,
  body: workflow,
  another: { ...workflow, name: "Welcome" },
});

/** A request to each operation that creates or acts, and another body for it where it takes one. */
const requests: Record<string, () => Promise<Posted>> = {
  "POST /bookings": async () => ({
    path: "/v2/bookings",
    body: door.bookingBody(),
    another: door.bookingBody(),
  }),
  "POST /bookings/:uid/reschedule": () =>
    ofBooking("reschedule", { start: door.freeStart() }, { start: door.freeStart() }),
  "POST /bookings/:uid/cancel": () =>
    ofBooking("cancel", { cancellationReason: "Ill" }, { cancellationReason: "Away" }),
  "POST /bookings/:uid/confirm": () => ofBooking("confirm", {}, undefined, { eventTypeId: requestedTypeId }),
  "POST /bookings/:uid/decline": () =>
    ofBooking("decline", { reason: "Ill" }, { reason: "Away" }, { eventTypeId: requestedTypeId }),
  "POST /bookings/:uid/guests": () =>
    ofBooking("guests", { guests: ["di@example.org"] }, { guests: ["ed@example.org"] }),
  "POST /bookings/:uid/attendees": () =>
    ofBooking("attendees", newcomer(), { ...newcomer(), name: "Di Prima" }),
  "POST /bookings/:uid/mark-absent": async () => {
    const { uid, start } = await booked();
    door.clock.set(new Date(Date.parse(start) + 60_000));
    return { path: `/v2/bookings/${uid}/mark-absent`, body: { host: true }, another: { host: false } };
  },
  "POST /slots/reservations": async () => {
    const reserve = () => ({ eventTypeId: door.eventTypeId, slotStart: door.freeStart() });
    return { path: "/v2/slots/reservations", body: reserve(), another: reserve() };
  },
  "POST /bookings in 2024-06-14": async () => ({
    path: "/v2/bookings",
    body: olderBody(door.freeStart()),
    another: olderBody(door.freeStart()),
  }),
  "POST /bookings/recurring": async () => ({
    path: "/v2/bookings/recurring",
    body: [olderBody(door.freeStart())],
    another: [olderBody(door.freeStart())],
  }),
  "POST /bookings/:uid/cancel in 2024-06-14": () =>
    ofBooking("cancel", { cancellationReason: "Ill" }, { cancellationReason: "Away" }),
  "POST /bookings/:uid/mark-no-show": async () => {
    const { uid, start } = await booked();
    door.clock.set(new Date(Date.parse(start) + 60_000));
    const path = `/v2/bookings/${uid}/mark-no-show`;
    return { path, body: { noShowHost: true }, another: { noShowHost: false } };
  },
  "POST /slots/reserve": async () => {
    const reserve = () => ({ eventTypeId: door.eventTypeId, ...slotAt(door.freeStart()) });
    return { path: "/v2/slots/reserve", body: reserve(), another: reserve() };
  },
  "POST /messages/:id/cancel": async () => {
    const [message] = (await booked()).workflows;
    return { path: `/v2/messages/${message.id}/cancel`, body: {} };
  },
  "POST /messages/:id/retry": async () => {
    const [message] = (await booked()).workflows;
    await door.post(`/v2/messages/${message.id}/cancel`, {}, door.asHost);
    return { path: `/v2/messages/${message.id}/retry`, body: {}, another: { mayArriveTwice: true } };
  },
  "POST /workflows": () => ofWorkflows("/workflows"),
  "POST /organizations/:orgId/teams/:teamId/workflows": () =>
    ofWorkflows("/organizations/1/teams/1/workflows"),
  "POST /event-types": async () => {
    const body = { title: "Talk", slug: "talk", lengthInMinutes: 30 };
    return { path: "/v2/event-types", body, another: { ...body, slug: "walk" } };
  },
  "POST /schedules": async () => {
    const body = { name: "Evenings", timeZone: "Europe/Berlin", isDefault: false };
    return { path: "/v2/schedules", body, another: { ...body, name: "Mornings" } };
  },
  "POST /webhooks": async () => {
    const body = { subscriberUrl: "https://93.184.216.34/hook", triggers: ["BOOKING_CREATED"], active: true };
    return { path: "/v2/webhooks", body, another: { ...body, active: false } };
  },
  "POST /event-types/:eventTypeId/webhooks": async () => {
    const body = { subscriberUrl: "https://93.184.216.34/hook", triggers: ["BOOKING_CREATED"], active: true };
    return {
      path: `/v2/event-types/${door.eventTypeId}/webhooks`,
      body,
      another: { ...body, active: false },
    };
  },
  "POST /me/ooo": async () => {
    const body = { start: "2030-12-24T00:00:00Z", end: "2030-12-31T23:59:59Z" };
    return { path: "/v2/me/ooo", body, another: { ...body, reason: "sick" } };
  },
};

// What writes nothing is worked out anew each time, whatever the key; and a repeat of what ends its own credential comes
// without one.
const notRepeated = ["/workflows/preview", "/api-keys/refresh"];
const posts = [...namedOperations(v2Routes)].filter(
  ([, { method, pattern }]) => method === "POST" && !notRepeated.includes(pattern),
);

test("each operation that takes a POST is proved here", () => {
  expect(Object.keys(requests).sort()).toEqual(posts.map(([operation]) => operation).sort());
});

describe.each(posts)("%s", (operation, { versions }) => {
  test("gives its first answer again for the same key and body, and refuses another body with it", async () => {
    const { path, body, another } = (await requests[operation]?.()) ?? { path: "", body: {} };
    const headers = {
      ...door.asHost,
      "cal-api-version": versions[0] ?? "",
      "idempotency-key": operation.replaceAll(/[/: ]/g, "-"),
    };
    const first = await door.post(path, body, headers);
    expect(first.status, JSON.stringify(first.body.error)).toBeLessThan(300);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    const rows = await countRows(door.database.db);
    const second = await door.post(path, body, headers);
    expect([second.status, second.headers.get("idempotent-replayed")]).toEqual([first.status, "true"]);
    expect(second.body).toEqual(first.body);
    if (another) {
      const third = await door.post(path, another, headers);
      expect([third.status, third.body.error.details.reason]).toEqual([422, "idempotency_key_reused"]);
    }
    door.clock.set(testNow);
    expect(await countRows(door.database.db)).toEqual(rows);
  });
});
