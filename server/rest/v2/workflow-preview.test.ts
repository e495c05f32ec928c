import { afterAll, beforeAll, expect, test } from "vitest";
import { countRows } from "@/db/testing/count-rows";
import { seedOrganizer } from "@/db/testing/seed-organizer";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { previewDataSchema } from "./workflow-preview";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

const start = "2026-11-24T08:00:00Z";
const preview = (body: object, headers: Record<string, string> = door.asHost) =>
  door.post("/v2/workflows/preview", body, headers);

test("a booking that isn't made yet shows what it would be sent, and nothing is written", async () => {
  const before = await countRows(door.database.db);
  const { status, body } = await preview({ eventTypeId: door.eventTypeId, start, timeZone: "asia/tokyo" });
  expect(status).toBe(200);
  const data = previewDataSchema.strict().parse(body.data);
  expect(data.workflows).toMatchObject([
    {
      id: door.workflowId,
      trigger: "newEvent",
      isSetOff: true,
      applies: true,
      messages: [
        { stepNumber: 1, channel: "sms", recipient: "attendee", body: expect.stringMatching(/^Hi /) },
      ],
    },
  ]);
  expect(data.notifications.map(({ recipient }) => recipient).sort()).toEqual(["attendee", "host"]);
  expect(await countRows(door.database.db)).toEqual(before);
});

test("on another occasion, and without a number", async () => {
  const made = { eventTypeId: door.eventTypeId, start };
  const moved = await preview({ ...made, occasion: "rescheduled" });
  expect(moved.body.data.workflows).toMatchObject([{ isSetOff: false, messages: [] }]);
  const silent = await preview({ ...made, hasPhone: false });
  expect(silent.body.data.workflows[0].messages).toMatchObject([{ skipReason: "no_phone" }]);
});

test("a booking that there is", async () => {
  const { uid } = (await door.book()).body.data;
  const { body } = await preview({ bookingUid: uid });
  expect(body.data.workflows[0].messages[0].body).toBe("Hi Ada Byron");
});

test.each([
  [{}, 400, "bookingUid"],
  [{ eventTypeId: 1 }, 400, "bookingUid"],
  [{ eventTypeId: 999_999, start }, 400, "eventTypeId"],
  [{ eventTypeId: 1, start: "soon" }, 400, "start"],
  [{ eventTypeId: 1, start, timeZone: "Moon/Base" }, 400, "timeZone"],
  [{ eventTypeId: 1, start, occasion: "forgotten" }, 400, "occasion"],
  [{ bookingUid: "nowhere" }, 404, "bookingUid"],
])("%j is refused by name", async (asked, expected, field) => {
  const { status, body } = await preview(asked);
  expect([status, body.error.details.field]).toEqual([expected, field]);
});

test("for the host's eyes only", async () => {
  const { uid } = (await door.book()).body.data;
  const other = await seedOrganizer(door.database.db, { username: "noor" });
  const { key } = await seedApiKey(door.database.db, other);
  expect((await preview({ bookingUid: uid }, { authorization: key })).status).toBe(404);
  expect((await preview({ bookingUid: uid }, {})).status).toBe(401);
});
