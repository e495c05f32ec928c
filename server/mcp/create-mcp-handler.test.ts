import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { createMcpDoor, type McpDoor } from "./testing/mcp-door";

let door: McpDoor;
let key: string;

beforeAll(async () => {
  door = await createMcpDoor();
  key = (await seedApiKey(door.database.db, door.organizer)).key;
});
afterAll(() => door.close());

const ada = { name: "Ada Byron", email: "ada@example.org", phoneNumber: "+49 30 901820" };
const inLondon = { timeZone: "Europe/London" };

let nextDay = 3;
/** Ten in the morning in London of a day that no one has asked for before. */
function freeStart(): string {
  const day = new Date(Date.UTC(2026, 10, nextDay));
  nextDay += 7;
  return `${day.toISOString().slice(0, 10)}T10:00`;
}

const book = (more: object = {}, withKey?: string) =>
  door.call(
    "book",
    { ...ada, ...inLondon, eventTypeId: door.eventTypeId, start: freeStart(), ...more },
    withKey,
  );
const uidIn = (text: string) => /uid: (\S+)\./.exec(text)?.[1] ?? "";

describe("the protocol", () => {
  test("an agent learns the tools, what they take and whether they change something", async () => {
    const client = await door.connect();
    expect(client.getInstructions()).toContain("find_slots");
    const { tools } = await client.listTools();
    expect(tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint])).toEqual([
      ["find_slots", true],
      ["book", false],
      ["reschedule", false],
      ["cancel", false],
      ["confirm", false],
      ["decline", false],
      ["mark_absent", false],
      ["list_bookings", true],
      ["explain_messages", true],
    ]);
    for (const { inputSchema } of tools) {
      expect(inputSchema.type).toBe("object");
      const properties = Object.values(inputSchema.properties ?? {}) as { description?: string }[];
      expect(properties.length).toBeGreaterThan(0);
    }
    await client.close();
  });

  test.each(["GET", "DELETE"])("%s opens no stream and ends no session", async (method) => {
    const response = await door.send(new Request("http://punctual.test/api/mcp", { method }));
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
  });

  test.each([
    ["not JSON", "{", 400],
    ["no message", "{}", 400],
    ["more than the limit", JSON.stringify({ a: "x".repeat(300_000) }), 413],
  ])("a body that is %s is refused", async (_what, body, status) => {
    const headers = { "content-type": "application/json", accept: "application/json, text/event-stream" };
    const request = new Request("http://punctual.test/api/mcp", { method: "POST", headers, body });
    const response = await door.send(request);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", error: { message: expect.any(String) } });
  });

  test("a key that is not valid is refused at the door", async () => {
    await expect(door.connect("cal_0123456789abcdef")).rejects.toThrow("Your api key is not valid");
  });

  test("a tool that doesn't exist is answered with those that do", async () => {
    const client = await door.connect();
    await expect(client.callTool({ name: "order_pizza" })).rejects.toThrow(/find_slots, book/);
    await client.close();
  });

  test("whoever asks too often is told when to come back", async () => {
    const limited = await createMcpDoor({ PUNCTUAL_RATE_LIMITS: "on", REQUESTS_PER_MINUTE_PER_ADDRESS: "1" });
    try {
      const post = () =>
        limited.send(new Request("http://punctual.test/api/mcp", { method: "POST", body: "{}" }));
      await post();
      const second = await post();
      expect(second.status).toBe(429);
      expect(Number(second.headers.get("retry-after"))).toBeGreaterThan(0);
    } finally {
      await limited.close();
    }
  });
});

describe("find_slots", () => {
  test("says the next free times by day, as the caller's clock shows them", async () => {
    const input = { eventTypeId: door.eventTypeId, ...inLondon, from: "2027-07-01T09:00", limit: 3 };
    const { text } = await door.call("find_slots", input);
    expect(text.split("\n")).toEqual([
      "Free in Europe/London:",
      "Thursday 1 July 2027: 2027-07-01T09:00+01:00, 2027-07-01T09:30+01:00, 2027-07-01T10:00+01:00",
      expect.stringMatching(/^And \d+ more until Thursday 15 July 2027 at 09:00\.$/),
    ]);
  });

  test("says when there is none", async () => {
    const input = { eventTypeId: door.eventTypeId, ...inLondon, from: "2027-07-03T00:00", days: 1 };
    const { text, isError } = await door.call("find_slots", input);
    expect(isError).toBe(false);
    expect(text).toBe(
      "No time is free until Sunday 4 July 2027 at 00:00 Europe/London. Ask with a later from.",
    );
  });

  test("the holder of a key need not name their only kind of meeting; anyone else is asked to", async () => {
    expect((await door.call("find_slots", inLondon, key)).text).toContain("Free in Europe/London");
    const anonymous = await door.call("find_slots", inLondon);
    expect(anonymous).toMatchObject({
      isError: true,
      text: expect.stringContaining("Say which kind of meeting"),
    });
  });
});

describe("book, reschedule, cancel", () => {
  test("a booking is made on the caller's clock, through the door of agents", async () => {
    const start = freeStart();
    const { text } = await book({ start, notes: "By phone" }, key);
    expect(text).toMatch(
      /^Booked: Intro call between Mira Holt and Ada Byron, \w+ \d+ November 2026 at 10:00 Europe\/London, Room 1\. Booking uid: /,
    );
    const [row] = await door.database.sql`
      select b.starts_at, b.notes, a.door, a.actor_kind from bookings b
      join audit_entries a on a.booking_id = b.id where b.uid = ${uidIn(text)}`;
    expect(row).toMatchObject({ notes: "By phone", door: "mcp", actor_kind: "api_key" });
    expect(new Date(row?.starts_at)).toEqual(new Date(`${start}:00Z`));
  });

  test("a time is taken as find_slots says it", async () => {
    const input = {
      eventTypeId: door.eventTypeId,
      timeZone: "America/New_York",
      from: freeStart(),
      limit: 1,
    };
    const { text } = await door.call("find_slots", input);
    const start = /: (\S+)$/m.exec(text)?.[1];
    expect(start).toMatch(/-05:00$/);
    expect((await book({ start })).text).toMatch(/^Booked: /);
  });

  test("it owes what a booking through any door owes", async () => {
    const { text } = await book();
    const [messages] = await door.database.sql`
      select count(*)::int as count from messages m join bookings b on b.id = m.booking_id where b.uid = ${uidIn(text)}`;
    expect(messages?.count).toBe(3);
  });

  test("the same key books once and gets the first answer again", async () => {
    const start = freeStart();
    const first = await book({ start, idempotencyKey: "call-17" }, key);
    const rows = await countRows(door.database.db);
    expect(await book({ start, idempotencyKey: "call-17" }, key)).toEqual(first);
    expect(await countRows(door.database.db)).toEqual(rows);
    const other = await book({ idempotencyKey: "call-17" }, key);
    expect(other).toMatchObject({ isError: true, text: expect.stringContaining("already used") });
  });

  test("a booking is moved and cancelled by whoever knows its uid", async () => {
    const booked = uidIn((await book()).text);
    const moved = await door.call("reschedule", { bookingUid: booked, start: freeStart(), reason: "Train" });
    expect(moved.text).toMatch(/^Moved: .* at 10:00 Europe\/London/);
    expect(uidIn(moved.text)).not.toBe(booked);
    const cancelled = await door.call("cancel", { bookingUid: uidIn(moved.text), reason: "Ill" });
    expect(cancelled.text).toMatch(/^Cancelled: .*\(cancelled\)/);
  });

  test("a time that is taken is answered with the next free ones, on the caller's clock", async () => {
    const start = freeStart();
    await book({ start });
    const { text, isError } = await book({ start });
    expect(isError).toBe(true);
    expect(text).toMatch(
      /not available\. The next free times in Europe\/London: .* at 10:30, .* at 11:00 and .* at 11:30\.$/,
    );
  });

  test.each([
    ["no way to reach the attendee", { email: undefined, phoneNumber: undefined }, /email or phone/],
    ["a zone that doesn't exist", { timeZone: "Mars/Base" }, /^timeZone is not a known IANA time zone/],
    ["a start that is no time", { start: "tomorrow" }, /^start must be a date and time/],
    ["a name with a link", { name: "www.example.org" }, /^name must not contain a link/],
    ["a clock reading that comes twice", { start: "2027-10-31T01:30" }, /comes twice or never/],
    ["a time outside the host's hours", { start: "2026-11-22T03:00" }, /find_slots for free times/],
    ["an event type that doesn't exist", { eventTypeId: 999_999 }, /not found/],
  ])("%s is refused in words, and nothing is written", async (_what, more, words) => {
    const before = await countRows(door.database.db);
    const { text, isError } = await book(more);
    expect(isError).toBe(true);
    expect(text).toMatch(words);
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("a key that may only read can't book, and hears which scope it takes", async () => {
    const reader = await seedApiKey(door.database.db, door.organizer, { scope: "read" });
    const before = await countRows(door.database.db);
    const { text, isError } = await book({}, reader.key);
    expect(isError).toBe(true);
    expect(text).toContain('this takes "book"');
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("a uid that doesn't exist is answered with where to find the right one", async () => {
    const { text, isError } = await door.call("cancel", { bookingUid: "nowhere" });
    expect([isError, text]).toEqual([
      true,
      "There is no booking with this uid. Ask list_bookings for the right one.",
    ]);
  });
});

describe("list_bookings, explain_messages", () => {
  test("the key's owner hears of their own bookings, and nobody else does", async () => {
    const uid = uidIn((await book({ name: "Cleo Carr", email: "cleo@example.org" })).text);
    const found = await door.call("list_bookings", { attendeeEmail: "cleo@example.org", ...inLondon }, key);
    expect(found.text).toMatch(new RegExp(`^Cleo Carr: Intro call .* Booking uid: ${uid}\\.$`));
    const byNumber = { attendeePhone: "+49 30 901899", ...inLondon };
    expect((await door.call("list_bookings", byNumber, key)).text).toBe("There are none.");
    await book({ name: "Cora", email: "cora@example.org", phoneNumber: "+4930901899" });
    expect((await door.call("list_bookings", byNumber, key)).text).toMatch(/^Cora: Intro call [^\n]*$/);
    const local = await door.call("list_bookings", { attendeePhone: "030 901899" }, key);
    expect(local).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^attendeePhone must be a phone/),
    });
    const none = await door.call("list_bookings", { attendeeName: "Nobody" }, key);
    expect(none.text).toBe("There are none.");
    const anonymous = await door.call("list_bookings", {});
    expect(anonymous).toMatchObject({ isError: true, text: expect.stringContaining("takes an API key") });
  });

  test("a long list says how many are left out", async () => {
    await book();
    const { text } = await door.call("list_bookings", { limit: 1 }, key);
    expect(text).toMatch(/\nAnd \d+ more\.$/);
  });

  test("each message is explained, its recipient masked", async () => {
    const { text: booked } = await book({ phoneNumber: undefined });
    const { text } = await door.call("explain_messages", { bookingUid: uidIn(booked) });
    expect(text.split("\n").slice(1).sort()).toEqual([
      expect.stringMatching(/^Mail to a•••@example\.org \(.*\): On its way\.$/),
      expect.stringMatching(/^Mail to m•••@example\.org \(.*\): On its way\.$/),
      "Text (Text on booking): Not sent. There is no phone number on this booking.",
    ]);
  });
});

test("nothing that callers say is logged", () => {
  expect(door.log.length).toBeGreaterThan(20);
  expect(JSON.stringify(door.log)).not.toMatch(/ada@|byron|901820|cleo/i);
});
