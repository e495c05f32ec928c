import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

test.each([
  ["POST", "/bookings/x/reassign", "no teams"],
  ["POST", "/bookings/x/reassign/7", "no teams"],
  ["POST", "/bookings/x/request-reschedule", "Move the booking"],
  ["POST", "/bookings/instant", "no teams"],
  ["GET", "/teams", "no teams"],
  ["GET", "/teams/1/bookings", "no teams"],
  ["GET", "/organizations/1/memberships", "no teams"],
  ["GET", "/routing-forms/1", "no teams"],
  ["POST", "/oauth/1/refresh", "API key"],
  ["GET", "/oauth-clients", "API key"],
  ["GET", "/calendars", "not connected"],
  ["PUT", "/destination-calendars", "not connected"],
  ["POST", "/selected-calendars", "not connected"],
  ["GET", "/conferencing", "not connected"],
  ["GET", "/stripe/connect", "not connected"],
  ["POST", "/verified-resources/emails/verification-code/request", "verified"],
])("%s /v2%s is known and not served, and the answer says what is", async (method, path, hint) => {
  const before = await countRows(door.database.db);
  for (const prefix of ["/v2", "/api/v2"]) {
    const request = new Request(`http://punctual.test${prefix}${path}`, { method, headers: door.asHost });
    const { status, headers, body } = await door.send(request);
    expect(status).toBe(501);
    expect(headers.get("x-request-id")).toEqual(expect.any(String));
    expect(headers.get("access-control-allow-origin")).toBe("*");
    expect(body).toMatchObject({
      status: "error",
      path: `/v2${path}`,
      error: {
        code: "NotImplementedException",
        details: { reason: "operation_not_served", statusCode: 501 },
      },
    });
    expect(body.error.message).toContain(hint);
  }
  expect(await countRows(door.database.db)).toEqual(before);
});

test("what is served nearby stays served", async () => {
  const { uid } = (await door.book()).body.data;
  expect((await door.get(`/v2/bookings/${uid}/attendees`, door.asHost)).status).toBe(200);
});
