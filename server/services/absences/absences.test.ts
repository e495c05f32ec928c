import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { newAbsenceSchema } from "@/server/domain/scheduling/schedule-settings";
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
import { updateAbsence } from "./update-absence";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let eventTypeId: number;

const tuesday = "2026-11-03";
const holiday = { startOn: tuesday, endOn: "2026-11-04", note: "Holiday", reason: "vacation" as const };
const christmas = newAbsenceSchema.parse({ startOn: "2026-12-24", endOn: "2026-12-31" });
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
    const later = await createAbsence(own, christmas);
    const absence = await createAbsence(own, holiday);
    expect(absence).toEqual({ id: absence.id, uuid: absence.uuid, ownerId: mira.id, ...holiday });
    expect(await listAbsences(own)).toEqual([absence, later]);
    expect(await startsOn(anonymous, eventTypeId, tuesday)).toEqual([]);
    expect(await deleteAbsence(own, { id: absence.id })).toEqual(absence);
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

  test("on other dates, once I change my mind; what I leave out stays", async () => {
    const { id } = await createAbsence(own, holiday);
    const changed = await updateAbsence(own, { id, startOn: "2026-11-04", reason: "sick" });
    expect(changed).toMatchObject({
      startOn: "2026-11-04",
      endOn: "2026-11-04",
      note: "Holiday",
      reason: "sick",
    });
    expect(await listAbsences(own)).toEqual([changed]);
    expect(await startsOn(anonymous, eventTypeId, tuesday)).toHaveLength(16);
    expect(await auditOf(database.db)).toEqual([
      "absence.created by organizer",
      "absence.updated by organizer",
    ]);
    await expect(updateAbsence(own, { id, endOn: tuesday })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      details: { field: "endOn", reason: "dates_out_of_order" },
    });
    expect(await listAbsences(own)).toEqual([changed]);
  });

  test("once on the same dates; somebody else may be away then too", async () => {
    await createAbsence(own, holiday);
    const { id } = await createAbsence(own, christmas);
    const refusal = { code: "CONFLICT", details: { reason: "absence_exists" } };
    await expect(createAbsence(own, holiday)).rejects.toMatchObject(refusal);
    const { startOn, endOn } = holiday;
    await expect(updateAbsence(own, { id, startOn, endOn })).rejects.toMatchObject(refusal);
    await createAbsence(stranger, holiday);
    expect(await listAbsences(own)).toHaveLength(2);
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
    await expect(updateAbsence(anonymous, { id, note: "Mine" })).rejects.toMatchObject({
      code: "UNAUTHORIZED",
    });
    await expect(updateAbsence(stranger, { id, note: "Mine" })).rejects.toMatchObject({ code: "NOT_FOUND" });
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
