import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { scheduleDataSchema } from "./schedules";

let door: BookableDoor;
let stranger: { authorization: string };

beforeAll(async () => {
  door = await createBookableDoor();
  const other = await seedOrganizer(door.database.db, { username: "noor" });
  stranger = { authorization: (await seedApiKey(door.database.db, other)).key };
});
afterAll(() => door.close());

const version = { "cal-api-version": "2024-06-11" };
const least = { name: "Evenings", timeZone: "Europe/Lisbon", isDefault: false };
const create = async (more: object = {}) => {
  const reply = await door.post("/v2/schedules", { ...least, ...more }, { ...door.asHost, ...version });
  expect(reply.status, JSON.stringify(reply.body.error)).toBe(201);
  return scheduleDataSchema.strict().parse(reply.body.data);
};
const at = (id: number) => `/v2/schedules/${id}`;

describe("POST /v2/schedules", () => {
  test("makes a schedule of the key's holder, which reads as it was written", async () => {
    const hours = {
      availability: [
        { days: ["Monday", "Wednesday"], startTime: "09:00", endTime: "12:30" },
        { days: ["Friday"], startTime: "22:00", endTime: "02:00" },
        { days: ["Saturday"], startTime: "00:00", endTime: "23:59" },
      ],
      overrides: [
        { date: "2026-12-24", startTime: "09:00", endTime: "12:00" },
        { date: "2026-12-24", startTime: "13:00", endTime: "14:00" },
        { date: "2026-12-25", startTime: "00:00", endTime: "00:00" },
      ],
    };
    const created = await create(hours);
    expect(created).toEqual({ id: created.id, ownerId: door.organizer.id, ...least, ...hours });
    expect((await door.get(at(created.id), door.asHost)).body).toEqual({ status: "success", data: created });
  });

  test("has usual hours where none are said, and is closed where there are none", async () => {
    expect((await create()).availability).toEqual([
      {
        days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        startTime: "09:00",
        endTime: "17:00",
      },
    ]);
    expect((await create({ availability: [] })).availability).toEqual([]);
  });

  test.each([
    [{ name: undefined }, "name", "name is required"],
    [{ isDefault: undefined }, "isDefault", "isDefault is required"],
    [{ timeZone: "Moon/Base" }, "timeZone", "timeZone is not a known IANA time zone"],
    [
      { availability: [{ days: ["Monday"], startTime: "9:00", endTime: "10:00" }] },
      "availability.0.startTime",
      "availability.0.startTime must be a valid time format HH:MM",
    ],
    [
      { availability: [{ days: ["Moonday"], startTime: "09:00", endTime: "10:00" }] },
      "availability.0.days.0",
      /^availability\.0\.days\.0 must be one of Monday/,
    ],
    [
      { availability: [{ days: ["Monday"], startTime: "09:00", endTime: "09:00" }] },
      "availability.0.endTime",
      "availability.0.endTime must be another time than the start",
    ],
    [
      { overrides: [{ date: "2026-02-30", startTime: "09:00", endTime: "10:00" }] },
      "overrides.0.date",
      "overrides.0.date must be a date in the form YYYY-MM-DD",
    ],
  ])("%j is refused by name", async (wrong, field, message) => {
    const { status, body } = await door.post("/v2/schedules", { ...least, ...wrong }, door.asHost);
    expect([status, body.error.details.field]).toEqual([400, field]);
    expect(body.error.message).toMatch(message);
  });
});

describe("reading schedules", () => {
  test("all of the key's holder, and the default one", async () => {
    const created = await create({ isDefault: true });
    const { body } = await door.get("/v2/schedules", door.asHost);
    for (const each of body.data) scheduleDataSchema.strict().parse(each);
    expect(body.data).toContainEqual(created);
    expect((await door.get("/v2/schedules/default", door.asHost)).body.data).toEqual(created);
    const theirs = await door.get("/v2/schedules", stranger);
    expect(theirs.body.data).toMatchObject([{ name: "Working hours", isDefault: true }]);
  });

  test("by an id that isn't one", async () => {
    const { status, body } = await door.get("/v2/schedules/mine", door.asHost);
    expect([status, body.error.details.field]).toEqual([404, "scheduleId"]);
  });
});

describe("PATCH /v2/schedules/:scheduleId", () => {
  test("changes what is named; an empty list empties", async () => {
    const created = await create({
      overrides: [{ date: "2026-12-25", startTime: "00:00", endTime: "00:00" }],
    });
    const renamed = await door.patch(at(created.id), { name: "Nights" }, door.asHost);
    expect(renamed.body.data).toEqual({ ...created, name: "Nights" });
    const emptied = await door.patch(at(created.id), { availability: [], overrides: [] }, door.asHost);
    expect(emptied.body.data).toEqual({ ...created, name: "Nights", availability: [], overrides: [] });
  });

  test("leaves the holder with a default", async () => {
    const { id } = await create({ isDefault: true });
    const { status, body } = await door.patch(at(id), { isDefault: false }, door.asHost);
    expect([status, body.error.details.field]).toEqual([400, "isDefault"]);
  });
});

describe("DELETE /v2/schedules/:scheduleId", () => {
  test("says only that it succeeded, and what went by it goes by the default", async () => {
    const { id } = await create();
    await seedEventType(door.database.db, { ...door.organizer, scheduleId: id }, { slug: "evening" });
    const { status, body } = await door.delete(at(id), door.asHost);
    expect([status, body]).toEqual([200, { status: "success" }]);
    expect((await door.get(at(id), door.asHost)).status).toBe(404);
  });

  test("is refused for the default one", async () => {
    const { id } = await create({ isDefault: true });
    expect((await door.delete(at(id), door.asHost)).status).toBe(400);
  });

  test("answers for one that isn't there as callers know it", async () => {
    const { status, body } = await door.delete(at(999_999), door.asHost);
    expect([status, body.error.message]).toEqual([400, "Schedule with ID=999999 does not exist."]);
  });
});

test("other versions are told which is served", async () => {
  const headers = { ...door.asHost, "cal-api-version": "2024-08-13" };
  const { status, body } = await door.get("/v2/schedules", headers);
  expect([status, body.error.details.servedVersions]).toEqual([404, ["2024-06-11"]]);
});

test.each<[method: "get" | "patch" | "delete", status: number]>([
  ["get", 404],
  ["patch", 404],
  ["delete", 400],
])("%s by anyone else finds nothing and changes nothing", async (method, status) => {
  const { id } = await create();
  const before = await countRows(door.database.db);
  const send = (headers: Record<string, string>) =>
    method === "patch" ? door.patch(at(id), { name: "Mine" }, headers) : door[method](at(id), headers);
  const theirs = await send(stranger);
  expect([theirs.status, theirs.body.error.message]).toEqual([
    status,
    `Schedule with ID=${id} does not exist.`,
  ]);
  const anonymous = await send({});
  expect(anonymous.status).toBe(401);
  expect(anonymous.body.error.message).toMatch(/^No authentication method provided\./);
  expect(await countRows(door.database.db)).toEqual(before);
  expect((await door.get(at(id), door.asHost)).body.data.name).toBe("Evenings");
});
