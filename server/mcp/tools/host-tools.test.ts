import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { createMcpDoor, type McpDoor } from "../testing/mcp-door";

let door: McpDoor;
let key: string;

beforeAll(async () => {
  door = await createMcpDoor();
  key = (await seedApiKey(door.database.db, door.organizer)).key;
});
afterAll(() => door.close());

const inLondon = { timeZone: "Europe/London" };
let asked = 0;
const book = (more: object = {}) => {
  asked += 1;
  const start = `2026-11-${String(2 + asked).padStart(2, "0")}T10:00`;
  const ada = { name: "Ada Byron", email: "ada@example.org", phoneNumber: "+49 30 901820" };
  return door.call("book", { ...ada, ...inLondon, eventTypeId: door.eventTypeId, start, ...more });
};
const uidIn = (text: string) => /uid: (\S+)\./.exec(text)?.[1] ?? "";

describe("confirm, decline, mark_absent", () => {
  const request = async () => {
    const values = { slug: `asked-${asked}`, confirmation: "always" } as const;
    const { id } = await seedEventType(door.database.db, door.organizer, values);
    return uidIn((await book({ eventTypeId: id })).text);
  };

  test("the host answers requests, each once", async () => {
    const [first, second] = [await request(), await request()];
    const waiting = await door.call("list_bookings", { status: "unconfirmed", ...inLondon }, key);
    for (const uid of [first, second]) expect(waiting.text).toContain(uid);
    const accepted = await door.call("confirm", { bookingUid: first, ...inLondon }, key);
    expect(accepted.text).toMatch(/^Accepted: Intro call .* at 10:00 Europe\/London\. Booking uid: /);
    const declined = await door.call("decline", { bookingUid: second, reason: "Away", ...inLondon }, key);
    expect(declined.text).toMatch(/^Turned down: .*\(turned down\)\. Booking uid: /);
    const again = await Promise.all([
      door.call("confirm", { bookingUid: first }, key),
      door.call("decline", { bookingUid: first }, key),
      door.call("confirm", { bookingUid: second }, key),
    ]);
    expect(again.map(({ text, isError }) => [isError, text.split(":")[0]])).toEqual([
      [true, "This booking is agreed already"],
      [true, "This booking is agreed already"],
      [true, "This request was turned down already"],
    ]);
  });

  test("nobody else answers them, nor a key that may only read, and nothing is written", async () => {
    const bookingUid = await request();
    const reader = await seedApiKey(door.database.db, door.organizer, { scope: "read" });
    const stranger = await seedOrganizer(door.database.db, { username: "noor" });
    const strangers = await seedApiKey(door.database.db, stranger);
    const before = await countRows(door.database.db);
    for (const tool of ["confirm", "decline"]) {
      expect((await door.call(tool, { bookingUid })).text).toContain("takes an API key");
      expect((await door.call(tool, { bookingUid }, reader.key)).text).toContain('this takes "book"');
      expect((await door.call(tool, { bookingUid }, strangers.key)).text).toContain(
        "no booking with this uid",
      );
    }
    expect(await countRows(door.database.db)).toEqual(before);
  });

  test("who didn't come is marked by name once the meeting has begun", async () => {
    const bookingUid = uidIn((await book()).text);
    const early = await door.call("mark_absent", { bookingUid, who: "attendee" }, key);
    expect(early).toMatchObject({
      isError: true,
      text: expect.stringContaining("after their scheduled start"),
    });
    await door.database.sql`
      update bookings set starts_at = '2026-11-02T07:00:00Z', ends_at = '2026-11-02T07:30:00Z'
      where uid = ${bookingUid}`;
    const marked = await door.call("mark_absent", { bookingUid, who: "attendee", ...inLondon }, key);
    expect(marked.text).toMatch(/^Ada Byron is marked as not having come: Intro call/);
    const host = await door.call("mark_absent", { bookingUid, who: "host", absent: false }, key);
    expect(host.text).toMatch(/^Mira Holt is not marked as absent any more: /);
    const unknown = await door.call(
      "mark_absent",
      { bookingUid, who: "attendee", attendeeEmail: "eve@example.org" },
      key,
    );
    expect(unknown).toMatchObject({
      isError: true,
      text: expect.stringMatching(/^attendeeEmail is no attendee/),
    });
  });
});
