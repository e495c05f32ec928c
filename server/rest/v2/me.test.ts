import { afterAll, beforeAll, expect, test } from "vitest";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { meDataSchema } from "./me";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const read = async (headers: Record<string, string> = {}) =>
  (await door.get("/v2/me", { ...door.asHost, ...headers })).body.data;
const change = (body: object) => door.patch("/v2/me", body, door.asHost);

test("GET says whose key it is, in whatever version", async () => {
  const me = meDataSchema.strict().parse(await read());
  expect(me).toEqual({
    id: door.organizer.id,
    email: "mira@example.org",
    username: "mira",
    name: "Mira Holt",
    avatarUrl: null,
    bio: null,
    timeFormat: 12,
    defaultScheduleId: door.organizer.scheduleId,
    weekStart: "Monday",
    timeZone: "Europe/Berlin",
    locale: "en",
    organizationId: null,
  });
  for (const version of ["2024-04-15", "2024-06-14", "2026-02-25"]) {
    expect(await read({ "cal-api-version": version })).toEqual(me);
  }
});

test("PATCH changes what is named, and writes zones as they are written", async () => {
  const before = await read();
  const { status, body } = await change({ name: "Mira Berg", timeZone: "America/New_york", locale: "de" });
  expect(status).toBe(200);
  const after = { ...before, name: "Mira Berg", timeZone: "America/New_York", locale: "de", timeFormat: 24 };
  expect(body.data).toEqual(after);
  expect((await change({ timeFormat: 24, weekStart: "Monday", bio: "" })).body.data).toEqual(after);
  await change({ name: before.name, timeZone: before.timeZone, locale: before.locale });
});

test("another address is not taken over unverified", async () => {
  const { status, body } = await change({ email: "new@example.org" });
  expect([status, body.data.email]).toEqual([200, "mira@example.org"]);
});

test("another schedule becomes the default", async () => {
  const schedule = { name: "Evenings", timeZone: "UTC", isDefault: false };
  const { id } = (await door.post("/v2/schedules", schedule, door.asHost)).body.data;
  expect((await change({ defaultScheduleId: id })).body.data.defaultScheduleId).toBe(id);
  expect((await door.get("/v2/schedules/default", door.asHost)).body.data.id).toBe(id);
});

test("another's schedule does not", async () => {
  const { scheduleId } = await seedOrganizer(door.database.db, { username: "noor" });
  const { status, body } = await change({ name: "Eve", defaultScheduleId: scheduleId });
  expect([status, body.error.details.field]).toEqual([404, "defaultScheduleId"]);
  expect((await read()).name).toBe("Mira Holt");
});

test.each([
  [{ timeZone: "Moon/Base" }, "timeZone"],
  [{ timeFormat: 13 }, "timeFormat"],
  [{ timeFormat: 24 }, "timeFormat"],
  [{ weekStart: "Moonday" }, "weekStart"],
  [{ weekStart: "Sunday" }, "weekStart"],
  [{ locale: "xx-nonsense-" }, "locale"],
  [{ email: "mira" }, "email"],
  [{ name: "" }, "name"],
  [{ bio: "I make shoes" }, "bio"],
  [{ avatarUrl: "https://example.org/me.png" }, "avatarUrl"],
])("PATCH refuses %j by name", async (body, field) => {
  const before = await read();
  const reply = await change(body);
  expect([reply.status, reply.body.error.details.field]).toEqual([400, field]);
  expect(await read()).toEqual(before);
});

test("nobody is nobody", async () => {
  for (const { status, body } of [await door.get("/v2/me"), await door.patch("/v2/me", { name: "Eve" })]) {
    expect(status).toBe(401);
    expect(body.error.message).toMatch(/^No authentication method provided\./);
  }
});
