import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { ada, type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;
let uids: string[];

beforeAll(async () => {
  door = await createBookableDoor();
  const names = ["Ada", "Bo", "Cy"];
  uids = [];
  for (const name of names) {
    const attendee = { ...ada, name, email: `${name.toLowerCase()}+work@example.org` };
    uids.push((await door.book({ attendee })).body.data.uid);
  }
  await door.post(`/v2/bookings/${uids[2]}/cancel`, {});
});
afterAll(() => door.close());

const list = (query: string) => door.get(`/v2/bookings?${query}`, door.asHost);
const found = async (query: string) => {
  const { status, body } = await list(query);
  expect(status, JSON.stringify(body.error)).toBe(200);
  return body.data.map(({ uid }: { uid: string }) => uids.indexOf(uid));
};

describe("GET /v2/bookings", () => {
  test("gives the host's bookings as they are read one by one, and says which page it is", async () => {
    const { status, body } = await list("");
    expect(status).toBe(200);
    for (const each of body.data) bookingDataSchema.strict().parse(each);
    expect(body.data[0]).toEqual((await door.get(`/v2/bookings/${uids[0]}`)).body.data);
    expect(body.pagination).toEqual({
      returnedItems: 3,
      totalItems: 3,
      itemsPerPage: 100,
      remainingItems: 0,
      currentPage: 1,
      totalPages: 1,
      hasNextPage: false,
      hasPreviousPage: false,
    });
  });

  test("cursors lead from page to page", async () => {
    const first = await list("take=2");
    expect(first.body.pagination).toMatchObject({ hasNextPage: true, nextCursor: expect.any(String) });
    const { nextCursor } = first.body.pagination;
    const second = await list(`take=2&cursor=${nextCursor}`);
    expect(second.body.data.map(({ uid }: { uid: string }) => uids.indexOf(uid))).toEqual([2]);
    expect(second.body.pagination).toEqual({
      returnedItems: 1,
      totalItems: 3,
      itemsPerPage: 2,
      remainingItems: 0,
      currentPage: 2,
      totalPages: 2,
      hasNextPage: false,
      hasPreviousPage: true,
    });
    const { status, body } = await list(`sortEnd=asc&cursor=${nextCursor}`);
    expect([status, body.error.details.field]).toEqual([400, "cursor"]);
  });

  test("a page in between", async () => {
    const { body } = await list("take=1&skip=1");
    expect(body.pagination).toMatchObject({
      returnedItems: 1,
      remainingItems: 1,
      currentPage: 2,
      totalPages: 3,
      hasNextPage: true,
      hasPreviousPage: true,
    });
  });

  test.each([
    ["status=upcoming", [0, 1]],
    ["status=upcoming,cancelled", [0, 1, 2]],
    ["status=upcoming&status=cancelled", [0, 1, 2]],
    ["status[]=cancelled&status[]=past", [2]],
    ["status=unconfirmed", []],
    ["status=recurring", []],
    ["attendeeEmail=bo%2Bwork@example.org", [1]],
    ["attendeeEmail=bo+work@example.org", [1]],
    ["attendeeName=c", [2]],
    ["sortStart=desc", [2, 1, 0]],
    ["sortEnd=desc&take=1", [2]],
    ["sortCreated=asc", [0, 1, 2]],
    ["sortUpdatedAt=desc", [0, 1, 2]],
    ["afterStart=2026-11-10T08:00:00Z", [1, 2]],
    ["afterStart=2026-11-10", [1, 2]],
    ["beforeEnd=2026-11-10T09:30:00+01:00", [0, 1]],
    ["afterCreatedAt=2026-11-03T00:00:00Z", []],
    ["beforeCreatedAt=2026-11-03T00:00:00Z", [0, 1, 2]],
    ["afterUpdatedAt=2026-11-03T00:00:00Z", []],
    ["beforeUpdatedAt=2026-11-03T00:00:00Z", [0, 1, 2]],
  ])("%s", async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test("by event type in each spelling, and by uid", async () => {
    const id = door.eventTypeId;
    for (const query of [`eventTypeId=${id}`, `eventTypeIds=${id},999`, `eventTypeIds[]=${id}`]) {
      expect(await found(query)).toEqual([0, 1, 2]);
    }
    expect(await found("eventTypeId=999")).toEqual([]);
    expect(await found(`bookingUid=${uids[1]}`)).toEqual([1]);
  });

  test.each([
    [
      "status=soon",
      "status.0",
      "Invalid status. Allowed are upcoming, recurring, past, cancelled, unconfirmed",
    ],
    ["take=0", "take", "take must be at least 1"],
    ["take=251", "take", "take must be at most 250"],
    ["take=x", "take", "take must be a whole number"],
    ["skip=-1", "skip", "skip must be a whole number"],
    ["sortStart=up", "sortStart", "sortStart must be one of asc, desc"],
    ["afterStart=tomorrow", "afterStart", /^afterStart must be an ISO 8601 date and time/],
    ["attendeeEmail=ada", "attendeeEmail", "attendeeEmail is not an e-mail address"],
    ["eventTypeIds=1,x", "eventTypeIds.1", "eventTypeIds.1 must be a whole number"],
    ["teamId=3", "teamId", "There are no teams; leave teamId out."],
  ])("%s is refused", async (query, field, message) => {
    const { status, body } = await list(query);
    expect(status).toBe(400);
    expect(body.error.details.field).toBe(field);
    expect(body.error.message).toMatch(message);
  });

  test("needs a key, and shows another host none of them", async () => {
    const anonymous = await door.get("/v2/bookings");
    expect(anonymous.status).toBe(401);
    expect(anonymous.body.error.message).toMatch(/^No authentication method provided\./);
    const { key } = await seedApiKey(
      door.database.db,
      await seedOrganizer(door.database.db, { username: "noor" }),
    );
    const other = await door.get("/v2/bookings", { authorization: key });
    expect([other.body.data, other.body.pagination.totalItems]).toEqual([[], 0]);
  });
});
