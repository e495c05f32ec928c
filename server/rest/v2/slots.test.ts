import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { slotsDataSchema } from "./slots";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

function listSlots(query: Record<string, string>) {
  const named = { eventTypeId: String(door.eventTypeId), ...query };
  return door.get(`/v2/slots?${new URLSearchParams(named)}`);
}

describe("GET /v2/slots", () => {
  test("the free times are listed by date, in UTC unless told otherwise", async () => {
    const { status, body } = await listSlots({ start: "2026-12-01T08:00:00Z", end: "2026-12-01T09:00:00Z" });
    expect(status).toBe(200);
    expect(body).toEqual({
      status: "success",
      data: { "2026-12-01": [{ start: "2026-12-01T08:00:00.000Z" }, { start: "2026-12-01T08:30:00.000Z" }] },
    });
  });

  test("dates alone mean their whole days", async () => {
    const { body } = await listSlots({ start: "2026-12-01", end: "2026-12-02" });
    const data = slotsDataSchema.parse(body.data);
    expect(Object.keys(data)).toEqual(["2026-12-01", "2026-12-02"]);
    expect(Object.values(data).map((slots) => slots.length)).toEqual([16, 16]);
  });

  test("the last instant of an end date still counts", async () => {
    const { body } = await listSlots({ start: "2026-12-01T15:00:00Z", end: "2026-12-01" });
    expect(body.data["2026-12-01"].map(({ start }: { start: string }) => start.slice(11, 16))).toEqual([
      "15:00",
      "15:30",
    ]);
  });

  test("in another zone the times carry its offset and the days are its own", async () => {
    const window = {
      start: "2026-12-01T14:30:00Z",
      end: "2026-12-01T16:00:00Z",
      timeZone: "pacific/auckland",
    };
    const { body } = await listSlots(window);
    expect(body.data).toEqual({
      "2026-12-02": [
        { start: "2026-12-02T03:30:00.000+13:00" },
        { start: "2026-12-02T04:00:00.000+13:00" },
        { start: "2026-12-02T04:30:00.000+13:00" },
      ],
    });
  });

  test("ranges tell the ends too", async () => {
    const window = { start: "2026-12-01T08:00:00Z", end: "2026-12-01T08:30:00Z", format: "range" };
    const { body } = await listSlots({ ...window, timeZone: "Europe/Berlin", duration: "30" });
    expect(body.data["2026-12-01"]).toEqual([
      { start: "2026-12-01T09:00:00.000+01:00", end: "2026-12-01T09:30:00.000+01:00" },
    ]);
  });

  test("an event type can be named by slug and username", async () => {
    const query = "eventTypeSlug=intro&username=mira&start=2026-12-01&end=2026-12-01";
    const { body } = await door.get(`/v2/slots?${query}`);
    expect(body.data["2026-12-01"]).toHaveLength(16);
  });

  test("a plus sign that was not encoded is understood", async () => {
    const query = `eventTypeId=${door.eventTypeId}&start=2026-12-01T09:00:00+01:00&end=2026-12-01T09:30:00+01:00`;
    const { body } = await door.get(`/v2/slots?${query}`);
    expect(body.data).toEqual({ "2026-12-01": [{ start: "2026-12-01T08:00:00.000Z" }] });
  });

  test("a window without a free time is empty", async () => {
    const { status, body } = await listSlots({ start: "2026-12-05", end: "2026-12-06" });
    expect(status).toBe(200);
    expect(body).toEqual({ status: "success", data: {} });
  });

  test("a booked time is gone, except for the booking that is to be moved", async () => {
    const booking = (await door.book({ start: "2026-12-08T08:00:00Z" })).body.data;
    const window = { start: "2026-12-08T08:00:00Z", end: "2026-12-08T08:30:00Z" };
    expect((await listSlots(window)).body.data).toEqual({});
    const moving = await listSlots({ ...window, bookingUidToReschedule: booking.uid });
    expect(moving.body.data["2026-12-08"]).toHaveLength(1);
  });

  test("the newest shape comes without a version, and other versions are refused by name", async () => {
    const window = { start: "2026-12-01", end: "2026-12-01" };
    const path = `/v2/slots?${new URLSearchParams({ ...window, eventTypeId: String(door.eventTypeId) })}`;
    expect((await door.get(path, { "cal-api-version": "2024-09-04" })).status).toBe(200);
    const refused = await door.get(path, { "cal-api-version": "2024-08-13" });
    expect(refused.status).toBe(404);
    expect(refused.body.error.message).toBe(
      "GET /v2/slots is not served in cal-api-version 2024-08-13. GET /v2/slots is served in 2024-09-04; without the header you get the newest.",
    );
    expect(refused.body.error.details.servedVersions).toEqual(["2024-09-04"]);
  });

  test.each<[what: string, query: Record<string, string>, status: number, field: string, message: string]>([
    ["no start", { start: "" }, 400, "start", "start is required"],
    ["a start that is no date", { start: "soon" }, 400, "start", "Invalid start date"],
    ["an end that is no date", { end: "2026-02-30" }, 400, "end", "Invalid end date"],
    [
      "an end before the start",
      { end: "2026-11-30" },
      400,
      "end",
      "Invalid time range given - check the 'start' and 'end' query parameters.",
    ],
    [
      "a window of a year",
      { end: "2027-12-01" },
      400,
      "end",
      "The time range may span at most 92 days; ask for it in parts.",
    ],
    [
      "an unknown zone",
      { timeZone: "Mars/Olympus" },
      400,
      "timeZone",
      "timeZone is not a known IANA time zone, such as Europe/Berlin",
    ],
    ["an unknown format", { format: "list" }, 400, "format", "format must be one of time, range"],
    [
      "a length that is not offered",
      { duration: "45" },
      400,
      "duration",
      "This event type takes 30 minutes; leave the length out or pass that.",
    ],
    ["a length that is no number", { duration: "long" }, 400, "duration", "duration must be a whole number"],
    [
      "an event type id that is no number",
      { eventTypeId: "x" },
      400,
      "eventTypeId",
      "eventTypeId must be a whole number",
    ],
    ["an unknown event type", { eventTypeId: "999999" }, 404, "eventTypeId", "Event Type not found"],
    [
      "an unknown user",
      { eventTypeId: "", eventTypeSlug: "intro", username: "nobody" },
      404,
      "username",
      "User with username nobody not found",
    ],
    [
      "no event type",
      { eventTypeId: "" },
      400,
      "eventTypeId",
      "Either eventTypeId or eventTypeSlug + username or eventTypeSlug + teamSlug must be provided",
    ],
    [
      "several users at once",
      { usernames: "mira,noor" },
      400,
      "usernames",
      "usernames is not supported; list the slots of one event type instead.",
    ],
  ])("%s is refused by the name of the parameter", async (_what, query, status, field, message) => {
    const answer = await listSlots({ start: "2026-12-01", end: "2026-12-01", ...query });
    expect(answer.status).toBe(status);
    expect(answer.body.error.details.field).toBe(field);
    expect(answer.body.error.message).toBe(message);
  });
});
