import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { createTestContext } from "@/server/services/testing/create-test-context";
import { scriptedProviders } from "@/server/services/testing/scripted-providers";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { sendDueMessages } from "@/server/services/testing/send-due-messages";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingMessageDataSchema } from "./booking-messages";

let door: BookableDoor;
let stranger: { authorization: string };
let uid: string;
let textId: string;

beforeAll(async () => {
  door = await createBookableDoor();
  const other = await seedOrganizer(door.database.db, { username: "noor" });
  stranger = { authorization: (await seedApiKey(door.database.db, other)).key };
});
afterAll(() => door.close());
beforeEach(async () => {
  const { data } = (await door.book()).body;
  uid = data.uid;
  textId = data.workflows[0].id;
});

const list = async () => {
  const { status, body } = await door.get(`/v2/bookings/${uid}/messages`, door.asHost);
  expect(status, JSON.stringify(body.error)).toBe(200);
  return body.data.map((each: unknown) => bookingMessageDataSchema.strict().parse(each));
};
const text = async () => (await list()).find(({ id }: { id: string }) => id === textId);
const act = (verb: "retry" | "cancel", headers: Record<string, string> = door.asHost, id = textId) =>
  door.post(`/v2/messages/${id}/${verb}`, {}, headers);

describe("GET /v2/bookings/:uid/messages", () => {
  test("lists what the booking shows of its plan, with what it means", async () => {
    const { data } = (await door.get(`/v2/bookings/${uid}`)).body;
    const messages = await list();
    expect(messages).toHaveLength(data.workflows.length + data.notifications.length);
    expect(await text()).toMatchObject({
      ...data.workflows[0],
      headline: expect.stringMatching(/./),
      meaning: expect.stringMatching(/./),
      canCancel: true,
      canRetry: false,
      history: [],
    });
  });

  test("tells each attempt", async () => {
    const ctx = createTestContext(door.database, { clock: door.clock, providers: scriptedProviders() });
    await sendDueMessages(ctx, uid);
    expect(await text()).toMatchObject({
      state: "accepted",
      attempts: 1,
      canCancel: false,
      history: [{ number: 1, state: "accepted", startedAt: "2026-11-02T08:00:00.000Z", receipts: [] }],
    });
  });
});

describe("POST /v2/messages/:id/cancel and /retry", () => {
  test("call a message off, and have another sent in its place", async () => {
    const cancelled = await act("cancel");
    expect([cancelled.status, cancelled.body.data]).toEqual([200, { id: textId }]);
    expect(await text()).toMatchObject({
      state: "cancelled",
      reason: "cancelled_by_organizer",
      canRetry: true,
    });
    const { status, body } = await act("retry");
    expect(status).toBe(200);
    expect(body.data).toEqual({ id: expect.any(String), dueAt: "2026-11-02T08:00:00.000Z" });
    expect((await text()).retriedById).toBe(body.data.id);
    expect((await list()).map(({ id }: { id: string }) => id)).toContain(body.data.id);
    expect((await act("retry")).body.data).toEqual(body.data);
  });

  test("say why it can't be done", async () => {
    const waiting = await act("retry");
    expect([waiting.status, typeof waiting.body.error.details.reason]).toEqual([409, "string"]);
    const ctx = createTestContext(door.database, { clock: door.clock, providers: scriptedProviders() });
    await sendDueMessages(ctx, uid);
    const gone = await act("cancel");
    expect([gone.status, gone.body.error.details.reason]).toEqual([409, "message_going_out"]);
  });

  test("refuse what is no message's id", async () => {
    const { status, body } = await act("cancel", door.asHost, "7");
    expect([status, body.error.details.field]).toEqual([404, "id"]);
  });
});

test("anyone else finds nothing and changes nothing", async () => {
  const before = await countRows(door.database.db);
  const send = async (headers: Record<string, string>) => [
    (await door.get(`/v2/bookings/${uid}/messages`, headers)).status,
    (await act("cancel", headers)).status,
    (await act("retry", headers)).status,
  ];
  expect(await send(stranger)).toEqual([404, 404, 404]);
  expect(await send({})).toEqual([401, 401, 401]);
  expect(await countRows(door.database.db)).toEqual(before);
  expect((await text()).state).toBe("planned");
});
