import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { getBooking } from "../bookings/get-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf } from "../testing/plan-of";
import { startsOn } from "../testing/starts-on";
import { createTrip } from "../trips/create-trip";
import { deleteTrip } from "../trips/delete-trip";
import { listTrips } from "../trips/list-trips";
import { createAbsence } from "./create-absence";
import { deleteAbsence } from "./delete-absence";
import { listAbsences } from "./list-absences";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let eventTypeId: number;

const tuesday = "2026-11-03";
const holiday = { startOn: tuesday, endOn: "2026-11-04", note: "Holiday" };
const toTokyo = { startOn: tuesday, endOn: "2026-11-04", timeZone: "Asia/Tokyo" };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  eventTypeId = (await seedEventType(database.db, mira)).id;
});

describe("I'm out of office", () => {
  test("from one date to another, with a note to myself, until I say otherwise", async () => {
    const later = await createAbsence(own, { startOn: "2026-12-24", endOn: "2026-12-31", note: "" });
    const absence = await createAbsence(own, holiday);
    expect(absence).toEqual({ id: absence.id, ...holiday });
    expect(await listAbsences(own)).toEqual([absence, later]);
    expect(await startsOn(anonymous, eventTypeId, tuesday)).toEqual([]);
    expect(await deleteAbsence(own, { id: absence.id })).toEqual({ id: absence.id });
    expect(await startsOn(anonymous, eventTypeId, tuesday)).toHaveLength(16);
    expect(await auditOf(database.db)).toEqual([
      "absence.created by organizer",
      "absence.created by organizer",
      "absence.deleted by organizer",
    ]);
    expect(await countRows(database.db)).toMatchObject({ outbox: 0, messages: 0 });
  });

  test("and what was booked stays booked", async () => {
    const { answer } = await createBooking(anonymous, bookingInput(eventTypeId));
    await createAbsence(own, holiday);
    expect((await getBooking(anonymous, { uid: answer.uid })).status).toBe("accepted");
  });

  test("at most five hundred times", async () => {
    await database.sql`
      insert into absences (owner_id, start_on, end_on, created_at)
      select ${mira.id}, '2026-12-24', '2026-12-24', now() from generate_series(1, 500)`;
    await expect(createAbsence(own, holiday)).rejects.toMatchObject({
      details: { reason: "too_many_absences" },
    });
  });

  test("which nobody else reads or changes", async () => {
    const { id } = await createAbsence(own, holiday);
    await expect(listAbsences(anonymous)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(createAbsence(anonymous, holiday)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(deleteAbsence(anonymous, { id })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(deleteAbsence(stranger, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listAbsences(stranger)).toEqual([]);
    expect(await listAbsences(own)).toHaveLength(1);
  });
});

describe("I travel", () => {
  test("and my hours are meant in another zone meanwhile", async () => {
    const trip = await createTrip(own, toTokyo);
    expect(await listTrips(own)).toEqual([{ id: trip.id, ...toTokyo }]);
    // 9:00 in Tokyo is midnight in UTC.
    expect((await startsOn(anonymous, eventTypeId, tuesday))[0]).toBe("00:00");
    expect(await deleteTrip(own, { id: trip.id })).toEqual({ id: trip.id });
    expect((await startsOn(anonymous, eventTypeId, tuesday))[0]).toBe("08:00");
    expect(await auditOf(database.db)).toEqual(["trip.created by organizer", "trip.deleted by organizer"]);
  });

  test("to one place at a time; the day after a trip another may begin", async () => {
    await createTrip(own, toTokyo);
    await expect(createTrip(own, { ...toTokyo, startOn: "2026-11-04" })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { field: "startOn", reason: "trips_overlap" },
    });
    await createTrip(own, { ...toTokyo, startOn: "2026-11-05", endOn: "2026-11-05" });
    await createTrip(stranger, toTokyo);
    expect(await listTrips(own)).toHaveLength(2);
  });

  test("which nobody else reads or changes", async () => {
    const { id } = await createTrip(own, toTokyo);
    await expect(listTrips(anonymous)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(createTrip(anonymous, toTokyo)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(deleteTrip(anonymous, { id })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
    await expect(deleteTrip(stranger, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await listTrips(stranger)).toEqual([]);
  });
});
