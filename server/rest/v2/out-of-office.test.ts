import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { outOfOfficeDataSchema } from "./out-of-office";

let door: BookableDoor;
let stranger: { authorization: string };
let nextYear = 2030;

beforeAll(async () => {
  door = await createBookableDoor();
  const other = await seedOrganizer(door.database.db, { username: "noor" });
  stranger = { authorization: (await seedApiKey(door.database.db, other)).key };
});
afterAll(() => door.close());

/** Dates that nobody has been away on before. */
const holiday = () => {
  nextYear += 1;
  return { start: `${nextYear}-05-01T00:00:00.000Z`, end: `${nextYear}-05-10T23:59:59.999Z` };
};
const create = async (body: object) => {
  const reply = await door.post("/v2/me/ooo", body, door.asHost);
  expect(reply.status, JSON.stringify(reply.body.error)).toBe(201);
  return outOfOfficeDataSchema.strict().parse(reply.body.data);
};
const list = async (query = "") => (await door.get(`/v2/me/ooo${query}`, door.asHost)).body.data;

describe("POST /v2/me/ooo", () => {
  test("takes the key's holder out of office, and nothing can be booked then", async () => {
    const dates = { start: "2026-11-17T10:30:00Z", end: "2026-11-18T08:00:00Z" };
    const created = await create({ ...dates, notes: "Hawaii", reason: "vacation" });
    expect(created).toEqual({
      id: created.id,
      uuid: created.uuid,
      userId: door.organizer.id,
      start: "2026-11-17T00:00:00.000Z",
      end: "2026-11-18T23:59:59.999Z",
      notes: "Hawaii",
      reason: "vacation",
    });
    const path = `/v2/slots?eventTypeId=${door.eventTypeId}&start=2026-11-17&end=2026-11-18`;
    expect((await door.get(path)).body.data).toEqual({});
  });

  test("needs no reason, and no notes", async () => {
    const created = await create(holiday());
    expect(created).toMatchObject({ reason: "unspecified" });
    expect(created).not.toHaveProperty("notes");
  });

  test("is refused for the same dates again", async () => {
    const dates = holiday();
    await create(dates);
    const { status, body } = await door.post("/v2/me/ooo", dates, door.asHost);
    expect([status, body.error.message]).toEqual([409, "Ooo entry already exists."]);
  });

  const later = "2026-12-31T00:00:00Z";
  test.each([
    [{ start: later, end: "2026-12-01T00:00:00Z" }, "end", "Start date must be before end date."],
    [{ start: later }, "end", "end is required"],
    [{ start: "soon", end: later }, "start", /^start must be an ISO 8601/],
    [{ start: later, end: later, reason: "bored" }, "reason", /^reason must be one of unspecified, vacation/],
    [{ start: later, end: later, toUserId: 7 }, "toUserId", /^toUserId is only for teams/],
  ])("%j is refused by name", async (body, field, message) => {
    const reply = await door.post("/v2/me/ooo", body, door.asHost);
    expect([reply.status, reply.body.error.details.field]).toEqual([400, field]);
    expect(reply.body.error.message).toMatch(message);
  });
});

describe("GET /v2/me/ooo", () => {
  test("lists by date, in pages and in either order", async () => {
    const first = await create(holiday());
    const second = await create(holiday());
    const all = await list();
    expect(all.slice(-2)).toEqual([first, second]);
    expect(await list("?sortStart=desc&take=2")).toEqual([second, first]);
    expect(await list(`?sortEnd=asc&skip=${all.length - 1}`)).toEqual([second]);
  });
});

describe("PATCH /v2/me/ooo/:oooId", () => {
  test("changes what is named", async () => {
    const created = await create({ ...holiday(), notes: "Hawaii" });
    const noted = await door.patch(`/v2/me/ooo/${created.id}`, { reason: "travel" }, door.asHost);
    expect(noted.body.data).toEqual({ ...created, reason: "travel" });
    const dates = holiday();
    const moved = await door.patch(`/v2/me/ooo/${created.id}`, dates, door.asHost);
    expect(moved.body.data).toEqual({ ...created, reason: "travel", ...dates });
  });

  test("takes both dates or none", async () => {
    const { id, start } = await create(holiday());
    const { status, body } = await door.patch(`/v2/me/ooo/${id}`, { start }, door.asHost);
    expect([status, body.error.message]).toEqual([400, "Please specify both ooo start and end time."]);
  });
});

test("DELETE answers with what it deleted", async () => {
  const created = await create(holiday());
  const { status, body } = await door.delete(`/v2/me/ooo/${created.id}`, door.asHost);
  expect([status, body.data]).toEqual([200, created]);
  const again = await door.delete(`/v2/me/ooo/${created.id}`, door.asHost);
  expect([again.status, again.body.error.details.field]).toEqual([404, "oooId"]);
});

test("anyone else finds nothing and changes nothing", async () => {
  const { id } = await create(holiday());
  const before = await countRows(door.database.db);
  const send = async (headers: Record<string, string>) => [
    (await door.patch(`/v2/me/ooo/${id}`, { reason: "sick" }, headers)).status,
    (await door.delete(`/v2/me/ooo/${id}`, headers)).status,
  ];
  expect(await send(stranger)).toEqual([404, 404]);
  expect(await send({})).toEqual([401, 401]);
  expect((await door.post("/v2/me/ooo", holiday())).status).toBe(401);
  expect((await door.get("/v2/me/ooo")).status).toBe(401);
  expect((await door.get("/v2/me/ooo", stranger)).body.data).toEqual([]);
  expect(await countRows(door.database.db)).toEqual(before);
});
