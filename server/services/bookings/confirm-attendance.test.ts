import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { seedEventType, seedOrganizer, seedWorkflow } from "@/db/testing/seed-organizer";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf, planOf } from "../testing/plan-of";
import { cancelBooking } from "./cancel-booking";
import { confirmAttendance, confirmAttendanceInputSchema } from "./confirm-attendance";
import { createBooking } from "./create-booking";
import { rescheduleBooking } from "./reschedule-booking";

let database: TestDatabase;
let own: TestContext;
let anonymous: TestContext;
let uid: string;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  const mira = await seedOrganizer(database.db);
  ({ own, anonymous } = await contextsAround(database, mira));
  const eventType = await seedEventType(database.db, mira);
  for (const [name, trigger] of [
    ["Ask", "attendance_not_confirmed"],
    ["Remind", "before_meeting"],
  ] as const) {
    await seedWorkflow(database.db, mira, { name, trigger, offsetMinutes: 120, activeOn: [eventType] });
  }
  uid = (await createBooking(anonymous, bookingInput(eventType.id))).answer.uid;
});

const plan = async (of = uid) => (await planOf(database.db, of)).filter((line) => /^(Ask|Remind)/.test(line));

test("whoever has the link says that they come; what was owed without that word ends, once", async () => {
  expect(await plan()).toEqual(["Ask, attendee: planned", "Remind, attendee: planned"]);
  const events = await database.db.$count(outbox);
  const { attendanceConfirmedAt } = await confirmAttendance(anonymous, { uid });
  expect(attendanceConfirmedAt).toBe(anonymous.clock.now().toISOString());
  expect(await plan()).toEqual([
    "Ask, attendee: cancelled (attendance_confirmed)",
    "Remind, attendee: planned",
  ]);
  const audit = await auditOf(database.db);
  expect(audit.at(-1)).toBe("booking.attendance_confirmed by link_holder");
  anonymous.clock.set(new Date("2026-11-02T12:00:00Z"));
  expect((await confirmAttendance(anonymous, { uid })).attendanceConfirmedAt).toBe(attendanceConfirmedAt);
  expect(await auditOf(database.db)).toEqual(audit);
  expect(await database.db.$count(outbox)).toBe(events);
});

test("the host can say it for them", async () => {
  await confirmAttendance(own, { uid });
  expect((await auditOf(database.db)).at(-1)).toBe("booking.attendance_confirmed by organizer");
});

test("a meeting that moves is asked about anew", async () => {
  await confirmAttendance(anonymous, { uid });
  const { answer } = await rescheduleBooking(anonymous, { uid, startsAt: "2026-11-04T09:00:00.000Z" });
  expect(answer.attendanceConfirmedAt).toBeNull();
  expect(await plan(answer.uid)).toEqual(["Ask, attendee: planned", "Remind, attendee: planned"]);
});

test("an unknown link, a cancelled booking and one that has begun are refused, and nothing is written", async () => {
  await expect(confirmAttendance(anonymous, { uid: "unknown" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  anonymous.clock.set(new Date("2026-11-03T09:00:00Z"));
  await expect(confirmAttendance(anonymous, { uid })).rejects.toMatchObject({
    code: "BAD_REQUEST",
    details: { field: "uid", reason: "already_started" },
  });
  await cancelBooking(anonymous, { uid });
  await expect(confirmAttendance(anonymous, { uid })).rejects.toMatchObject({
    details: { reason: "is_cancelled" },
  });
  expect((await auditOf(database.db)).filter((line) => line.includes("attendance"))).toEqual([]);
});

test("a uid must be one", () => {
  expect(confirmAttendanceInputSchema.safeParse({ uid: "" }).success).toBe(false);
});
