import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType } from "@/db/testing/seed-organizer";
import { apiVersions } from "../api-version";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { availableSlotsSchema } from "./older-slots";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const older = { "cal-api-version": "2024-06-14" };

function available(query: Record<string, string>, headers: Record<string, string> = older) {
  const named = { eventTypeId: String(door.eventTypeId), ...query };
  return door.get(`/v2/slots/available?${new URLSearchParams(named)}`, headers);
}

function reserve(more: object = {}, headers: Record<string, string> = older) {
  const { slotUtcStartDate = door.freeStart() } = more as { slotUtcStartDate?: string };
  const slotUtcEndDate = new Date(Date.parse(slotUtcStartDate) + 30 * 60_000).toISOString();
  const body = { eventTypeId: door.eventTypeId, slotUtcStartDate, slotUtcEndDate, ...more };
  return door.post("/v2/slots/reserve", body, headers);
}

describe("GET /v2/slots/available", () => {
  const morning = { startTime: "2026-12-01T08:00:00Z", endTime: "2026-12-01T09:00:00Z" };

  test("the free times are listed by date below `slots`, each as a `time`", async () => {
    const { status, body } = await available(morning);
    expect([status, body]).toEqual([
      200,
      {
        status: "success",
        data: {
          slots: {
            "2026-12-01": [{ time: "2026-12-01T08:00:00.000Z" }, { time: "2026-12-01T08:30:00.000Z" }],
          },
        },
      },
    ]);
  });

  test("they are the times that the newest shape lists", async () => {
    const days = { startTime: "2026-12-01", endTime: "2026-12-04" };
    const timeZone = "Pacific/Auckland";
    const { slots } = availableSlotsSchema.parse((await available({ ...days, timeZone })).body.data);
    const query = { eventTypeId: String(door.eventTypeId), start: "2026-12-01", end: "2026-12-04", timeZone };
    const newest = (await door.get(`/v2/slots?${new URLSearchParams(query)}`)).body.data;
    const inNewest = Object.entries(slots).map(([date, times]) => [
      date,
      times.map(({ time: start }) => ({ start })),
    ]);
    expect(Object.fromEntries(inNewest)).toEqual(newest);
  });

  test("ranges are a startTime and an endTime, in whatever case they are asked for", async () => {
    const query = { ...morning, slotFormat: "Range", timeZone: "Europe/Berlin", duration: "30" };
    const { slots } = (await available(query)).body.data;
    expect(slots["2026-12-01"][0]).toEqual({
      startTime: "2026-12-01T09:00:00.000+01:00",
      endTime: "2026-12-01T09:30:00.000+01:00",
    });
  });

  test.each(["username=mira", "usernameList[]=mira", "usernameList=mira"])(
    "an event type can be named by its slug and %s",
    async (whose) => {
      const query = `eventTypeSlug=intro&${whose}&startTime=2026-12-01&endTime=2026-12-01`;
      const { body } = await door.get(`/v2/slots/available?${query}`, older);
      expect(body.data.slots["2026-12-01"]).toHaveLength(16);
    },
  );

  test("a booked time is gone, except for the booking that is to be moved", async () => {
    const { uid, start } = (await door.book()).body.data;
    const window = { startTime: start, endTime: new Date(Date.parse(start) + 60_000).toISOString() };
    expect((await available(window)).body.data.slots).toEqual({});
    const moving = await available({ ...window, rescheduleUid: uid });
    expect(Object.values(moving.body.data.slots)).toHaveLength(1);
  });

  test("a session says how many sit in it, where the organizer lets it be known", async () => {
    const seated = { slug: "talk", seatsPerSlot: 3, showsSeatsLeft: true };
    const { id } = await seedEventType(door.database.db, door.organizer, seated);
    const { start } = (await door.book({ eventTypeId: id })).body.data;
    const endTime = new Date(Date.parse(start) + 60 * 60_000).toISOString();
    const { slots } = (await available({ eventTypeId: String(id), startTime: start, endTime })).body.data;
    expect(Object.values(slots)).toEqual([[{ time: start, attendees: 1 }, { time: expect.any(String) }]]);
  });

  test.each<[what: string, query: Record<string, string>, status: number, field: string, message: RegExp]>([
    ["no start", { startTime: "" }, 400, "startTime", /^startTime is required$/],
    ["an end that is no date", { endTime: "soon" }, 400, "endTime", /^Invalid endTime date$/],
    ["an end before the start", { endTime: "2026-11-01" }, 400, "endTime", /'startTime' and 'endTime'/],
    ["an unknown event type", { eventTypeId: "999999" }, 404, "eventTypeId", /^Event Type not found$/],
    ["a length not offered", { duration: "45" }, 400, "duration", /takes 30 minutes/],
    ["an unknown format", { slotFormat: "list" }, 400, "slotFormat", /one of time, range/],
    [
      "several hosts at once",
      { eventTypeId: "", eventTypeSlug: "intro", usernameList: "mira,noor" },
      400,
      "usernameList",
      /one username/,
    ],
    ["a team's event type", { isTeamEvent: "true" }, 400, "isTeamEvent", /no teams/],
    ["an organization", { orgSlug: "acme" }, 400, "orgSlug", /no organizations/],
  ])("%s is refused by the name of the parameter", async (_what, query, status, field, message) => {
    const answer = await available({ ...morning, ...query });
    expect([answer.status, answer.body.error.details.field]).toEqual([status, field]);
    expect(answer.body.error.message).toMatch(message);
  });
});

describe("POST /v2/slots/reserve", () => {
  test("a time is held, and the answer is the reservation's uid", async () => {
    const start = door.freeStart();
    const { status, body } = await reserve({ slotUtcStartDate: start });
    expect([status, body]).toEqual([201, { status: "success", data: expect.any(String) }]);
    const held = await door.get(`/v2/slots/reservations/${body.data}`);
    expect(held.body.data).toMatchObject({ slotStart: start, slotDuration: 30 });
    const late = await reserve({ slotUtcStartDate: start });
    expect([late.status, late.body.error.details]).toMatchObject([
      422,
      { reason: "slot_reserved", field: "slotUtcStartDate" },
    ]);
  });

  test.each<[what: string, more: object, status: number, field: string]>([
    ["no event type", { eventTypeId: undefined }, 400, "eventTypeId"],
    ["an unknown event type", { eventTypeId: 999 }, 404, "eventTypeId"],
    ["no end", { slotUtcEndDate: undefined }, 400, "slotUtcEndDate"],
    ["an end before the start", { slotUtcEndDate: "2026-11-03T07:00:00Z" }, 400, "slotUtcEndDate"],
    ["a length not offered", { slotUtcEndDate: "2026-11-03T08:45:00Z" }, 400, "slotUtcEndDate"],
    ["a rehearsal", { _isDryRun: true }, 400, "_isDryRun"],
  ])("%s is refused, and nothing is written", async (_what, more, status, field) => {
    const before = await countRows(door.database.db);
    const answer = await reserve({ slotUtcStartDate: "2026-11-03T08:00:00Z", ...more });
    expect([answer.status, answer.body.error.details.field]).toEqual([status, field]);
    expect(await countRows(door.database.db)).toEqual(before);
  });
});

describe("DELETE /v2/slots/selected-slot", () => {
  test("a held time is given back, also when it was already", async () => {
    const start = door.freeStart();
    const uid = (await reserve({ slotUtcStartDate: start })).body.data;
    for (const _ of [1, 2]) {
      const { status, body } = await door.delete(`/v2/slots/selected-slot?uid=${uid}`, older);
      expect([status, body]).toEqual([200, { status: "success" }]);
    }
    expect((await reserve({ slotUtcStartDate: start })).status).toBe(201);
  });

  test("a request that doesn't say which is refused", async () => {
    const { status, body } = await door.delete("/v2/slots/selected-slot", older);
    expect([status, body.error.details.field]).toEqual([400, "uid"]);
  });
});

describe("versions", () => {
  const window = { startTime: "2026-12-01", endTime: "2026-12-01" };

  test("the older paths are served in every version but the one of the newer ones, and without one", async () => {
    const statuses = apiVersions.map(async (version) => {
      const { status } = await available(window, { "cal-api-version": version });
      return [version, status];
    });
    expect(await Promise.all(statuses)).toEqual(
      apiVersions.map((version) => [version, version === "2024-09-04" ? 404 : 200]),
    );
    expect((await available(window, {})).status).toBe(200);
  });

  test("the refusal names the versions that are served", async () => {
    const { body } = await available(window, { "cal-api-version": "2024-09-04" });
    expect(body.error.details).toMatchObject({
      reason: "version_not_served",
      servedVersions: apiVersions.filter((version) => version !== "2024-09-04"),
    });
  });
});
