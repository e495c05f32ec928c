import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ada, type BookableDoor, createBookableDoor } from "../testing/bookable-door";

let door: BookableDoor;
let taken: string;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());
beforeEach(async () => {
  taken = (await door.book()).body.data.start;
});

const ways: [what: string, ask: () => Promise<{ path: string; body: object }>][] = [
  ["to book it", async () => ({ path: "/v2/bookings", body: { ...door.bookingBody(), start: taken } })],
  [
    "to move there",
    async () => {
      const { uid } = (await door.book()).body.data;
      return { path: `/v2/bookings/${uid}/reschedule`, body: { start: taken } };
    },
  ],
  [
    "to hold it",
    async () => ({
      path: "/v2/slots/reservations",
      body: { eventTypeId: door.eventTypeId, slotStart: taken },
    }),
  ],
];

test.each(ways)("who asks %s is told the next free times", async (_what, ask) => {
  const { path, body } = await ask();
  const refused = await door.post(path, body);
  expect(refused.status).toBeGreaterThanOrEqual(400);
  const { alternatives } = refused.body.error.details;
  expect(alternatives).toHaveLength(3);
  for (const { startsAt: start } of alternatives) {
    expect((await door.book({ start, attendee: ada })).status).toBe(201);
  }
});
