import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { seedApiKey } from "@/server/services/testing/seed-api-key";
import { type BookableDoor, createBookableDoor } from "../testing/bookable-door";
import { bookingDataSchema } from "./booking-data-schema";

let door: BookableDoor;

beforeAll(async () => {
  door = await createBookableDoor();
});
afterAll(() => door.close());

describe("GET /v2/bookings/:uid", () => {
  test("whoever holds the uid sees the booking as it was answered", async () => {
    const created = await door.book();
    const { status, body } = await door.get(`/v2/bookings/${created.body.data.uid}`);
    expect(status).toBe(200);
    expect(body).toEqual(created.body);
  });

  test("an unknown uid is not found, in the words that callers know", async () => {
    const { status, body } = await door.get("/v2/bookings/nowhere");
    expect(status).toBe(404);
    expect(body.error).toMatchObject({
      code: "NotFoundException",
      message: "Booking with uid=nowhere was not found in the database",
    });
  });
});

describe("POST /v2/bookings/:uid/reschedule", () => {
  test("the answer is the new booking, and the old one leads to it", async () => {
    const created = await door.book();
    const { uid } = created.body.data;
    const start = door.freeStart();
    const change = { start, rescheduledBy: "Ada@example.org", reschedulingReason: "Train is late" };
    const { status, body } = await door.post(`/v2/bookings/${uid}/reschedule`, change);
    expect(status).toBe(201);
    expect(bookingDataSchema.strict().parse(body.data)).toMatchObject({
      start,
      status: "accepted",
      rescheduledFromUid: uid,
      rescheduledByEmail: "ada@example.org",
      reschedulingReason: "Train is late",
      icsUid: created.body.data.icsUid,
    });
    expect(body.data.uid).not.toBe(uid);
    const old = await door.get(`/v2/bookings/${uid}`);
    expect(old.body.data).toMatchObject({ status: "cancelled", rescheduledToUid: body.data.uid });
  });

  test("a message that was going out already is told", async () => {
    const created = await door.book();
    const { uid, workflows } = created.body.data;
    await startSending(workflows[0].id);
    const { body } = await door.post(`/v2/bookings/${uid}/reschedule`, { start: door.freeStart() });
    expect(body.data.inFlightMessages).toMatchObject([{ id: workflows[0].id, state: "sending" }]);
  });

  test("a booking that was moved before names its successor", async () => {
    const created = await door.book();
    const { uid } = created.body.data;
    const moved = await door.post(`/v2/bookings/${uid}/reschedule`, { start: door.freeStart() });
    const { status, body } = await door.post(`/v2/bookings/${uid}/reschedule`, { start: door.freeStart() });
    expect(status).toBe(400);
    expect(body.error.message).toContain(
      `Can't reschedule booking with uid=${uid} because it has been cancelled and rescheduled already to booking with uid=${moved.body.data.uid}.`,
    );
    expect(body.error.details).toMatchObject({
      reason: "already_rescheduled",
      rescheduledToUid: moved.body.data.uid,
    });
  });
});

describe("POST /v2/bookings/:uid/cancel", () => {
  test("an attendee cancels without a body", async () => {
    const created = await door.book();
    const { uid, workflows } = created.body.data;
    const request = new Request(`http://punctual.test/v2/bookings/${uid}/cancel`, { method: "POST" });
    const { status, body } = await door.send(request);
    expect(status).toBe(200);
    expect(bookingDataSchema.strict().parse(body.data)).toMatchObject({ uid, status: "cancelled" });
    expect(body.data).not.toHaveProperty("cancelledByEmail");
    expect(body.data.workflows).toMatchObject([
      { id: workflows[0].id, state: "cancelled", reason: "booking_cancelled" },
    ]);
  });

  test("the host must give a reason, and is named", async () => {
    const { key } = await seedApiKey(door.database.db, door.organizer);
    const authorization = `Bearer ${key}`;
    const created = await door.book();
    const path = `/v2/bookings/${created.body.data.uid}/cancel`;
    const refused = await door.post(path, {}, { authorization });
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toBe("Cancellation reason is required when you are the host");
    const done = await door.post(path, { cancellationReason: "Ill" }, { authorization });
    expect(done.status).toBe(200);
    expect(done.body.data).toMatchObject({
      cancellationReason: "Ill",
      cancelledByEmail: door.organizer.email,
    });
  });

  test("a message that was going out already is told", async () => {
    const created = await door.book();
    const { uid, workflows } = created.body.data;
    await startSending(workflows[0].id);
    const { body } = await door.post(`/v2/bookings/${uid}/cancel`, { cancelSubsequentBookings: true });
    expect(body.data.inFlightMessages).toMatchObject([{ id: workflows[0].id, state: "sending" }]);
  });
});

async function startSending(messageId: string): Promise<void> {
  const lease = { currentAttemptId: crypto.randomUUID(), leaseExpiresAt: new Date("2026-11-02T08:01:00Z") };
  for (const state of ["armed", "sending"] as const) {
    await door.database.db
      .update(messages)
      .set({ state, ...lease })
      .where(eq(messages.id, messageId));
  }
}
