import { afterAll, beforeAll, expect, test } from "vitest";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const nobodys = "8f14e45f-ceea-4e0f-9d3b-1f2c3d4e5f60";
const longUid = "x".repeat(101);

async function ask(method: string, path: string, authorization = door.asHost.authorization) {
  const takesBody = method === "POST" || method === "PATCH";
  const headers = { authorization, "content-type": "application/json" };
  const request = new Request(`http://punctual.test/v2${path}`, {
    method,
    headers,
    body: takesBody ? "{}" : undefined,
  });
  const { status, body } = await door.send(request);
  return { status, message: body.message as string, ...body.error?.details };
}

/** Paths with the one id in them that no one can have, and one that nobody has. */
const ofForms: [method: string, path: string, illFormed: string, unknown: string][] = [
  ["GET", "/webhooks/:id", "7", nobodys],
  ["PATCH", "/webhooks/:id", "not-a-uuid", nobodys],
  ["DELETE", "/webhooks/:id", longUid, nobodys],
  ["GET", "/workflows/:id", "one", "999999"],
  ["PATCH", "/workflows/:id", "1.5", "999999"],
  ["DELETE", "/workflows/:id", "99999999999", "999999"],
  ["GET", "/organizations/1/teams/1/workflows/:id", "one", "999999"],
  ["GET", "/event-types/:id", "intro", "999999"],
  ["PATCH", "/event-types/:id", "0", "999999"],
  ["DELETE", "/event-types/:id", "-1", "999999"],
  ["GET", "/event-types/:id/webhooks", "intro", "999999"],
  ["DELETE", "/event-types/:id/webhooks", "intro", "999999"],
  ["GET", "/schedules/:id", "mornings", "999999"],
  ["PATCH", "/schedules/:id", "1e3", "999999"],
  ["DELETE", "/schedules/:id", "mornings", "999999"],
  ["PATCH", "/me/ooo/:id", "x", "999999"],
  ["DELETE", "/me/ooo/:id", "x", "999999"],
  ["POST", "/messages/:id/retry", "x", nobodys],
  ["POST", "/messages/:id/cancel", "7", nobodys],
  ["GET", "/bookings/:id", longUid, "nowhere"],
  ["GET", "/bookings/by-seat/:id", longUid, "nowhere"],
  ["POST", "/bookings/:id/cancel", longUid, "nowhere"],
  ["POST", "/bookings/:id/confirm", longUid, "nowhere"],
  ["GET", "/bookings/:id/attendees", longUid, "nowhere"],
  ["GET", "/bookings/:id/messages", longUid, "nowhere"],
  ["GET", "/bookings/:id/recordings", longUid, "nowhere"],
  ["PATCH", "/slots/reservations/:id", longUid, "nowhere"],
];

test.each(ofForms)(
  "%s %s with an id that none can have answers as with one that nobody has",
  async (method, path, illFormed, unknown) => {
    const [ofNone, ofNobody] = [
      await ask(method, path.replace(":id", illFormed)),
      await ask(method, path.replace(":id", unknown)),
    ];
    expect(ofNobody.status).toBe(method === "DELETE" && path === "/schedules/:id" ? 400 : 404);
    expect({ ...ofNone, field: ofNobody.field, message: ofNobody.message }).toEqual(ofNobody);
    const withoutId = (text: string, id: string) => text.replace(id.slice(0, 100), ":id");
    expect(withoutId(ofNone.message, illFormed)).toBe(withoutId(ofNobody.message, unknown));
  },
);

test("of two ids in a path each is told by its own words", async () => {
  const base = `/event-types/${door.eventTypeId}/webhooks`;
  expect(await ask("GET", `${base}/7`)).toMatchObject({ status: 404, message: "Webhook (7) not found" });
  const elsewhere = await ask("GET", `/event-types/x/webhooks/${nobodys}`);
  expect(elsewhere).toMatchObject({ status: 404, reason: "event_type_not_found" });
  const ofNoTeam = await ask("GET", "/organizations/1/teams/x/workflows");
  expect(ofNoTeam).toMatchObject({ status: 404, message: "Team with id x not found" });
});

test("whoever has no key is told so first, whatever else is wrong with the request", async () => {
  for (const [method, path] of [
    ["GET", "/webhooks/7"],
    ["POST", "/event-types"],
    ["GET", "/bookings?take=x"],
  ] as const) {
    const { status, message } = await ask(method, path, "");
    expect([status, message]).toEqual([401, expect.stringMatching(/^No authentication method provided\./)]);
  }
});
