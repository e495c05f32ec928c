import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventTypes } from "@/db/schema/event-types";
import { type Bookings, bookInWorld } from "@/inngest/testing/book-in-world";
import { createWorld, type World } from "@/inngest/testing/create-world";
import { confirmBooking } from "@/server/services/bookings/confirm-booking";
import { declineBooking } from "@/server/services/bookings/decline-booking";
import type { ServiceContext } from "@/server/services/service-context";
import { planOf } from "@/server/services/testing/plan-of";

let world: World;
let bookings: Bookings;
let host: ServiceContext;

beforeAll(async () => {
  world = await createWorld();
  bookings = bookInWorld(world);
  host = world.contextAs({ kind: "organizer", userId: world.organizer.userId }, "organizer");
  const id = world.organizer.eventTypes[0]?.id ?? 0;
  await world.database.db.update(eventTypes).set({ confirmation: "always" }).where(eq(eventTypes.id, id));
});
afterAll(() => world.close());

async function read<Row>(path: string): Promise<Row[]> {
  return (await (await fetch(`${world.sandbox.url}${path}`)).json()) as Row[];
}
const textsTo = (phone: string) => read<{ body: string }>(`/sms/messages?to=${encodeURIComponent(phone)}`);
const subjectsTo = async (address: string) =>
  (await read<{ subject: string }>(`/mail/messages?to=${encodeURIComponent(address)}`)).map(
    ({ subject }) => subject.split(":")[0],
  );

test("a request is told by mail to both sides, and texts nobody until it is confirmed", async () => {
  const { booking, phone } = await bookings.book();
  await world.settle();
  expect(booking.status).toBe("pending");
  expect(await textsTo(phone)).toEqual([]);
  expect(await subjectsTo("ada@example.com")).toEqual(["Requested"]);
  expect(await subjectsTo("maya@example.com")).toEqual(["Confirm or decline"]);

  await confirmBooking(host, { uid: booking.uid });
  await world.settle();
  expect(await textsTo(phone)).toMatchObject([{ body: expect.stringContaining("you are booked") }]);
  expect(await subjectsTo("ada@example.com")).toEqual(["Requested", "Confirmed"]);
  expect(await planOf(world.database.db, booking.uid)).toContain("Text a reminder, attendee: planned");
});

test("a request that is declined is told by mail, and never reminded of", async () => {
  const { booking, phone } = await bookings.book();
  await declineBooking(host, { uid: booking.uid, reason: "Away" });
  await world.settle();
  expect((await subjectsTo("ada@example.com")).at(-1)).toBe("Declined");
  expect(await textsTo(phone)).toEqual([]);
  expect(await planOf(world.database.db, booking.uid)).toEqual([
    "Request declined, attendee: accepted",
    "Request declined, host: accepted",
    "Request received, attendee: cancelled (booking_declined)",
    "Request to answer, host: cancelled (booking_declined)",
  ]);
});
