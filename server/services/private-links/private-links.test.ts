import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { privateLinks } from "@/db/schema/event-types";
import { clearDatabase } from "@/db/testing/clear-database";
import { countRows } from "@/db/testing/count-rows";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { getBookableEventType, getPrivateEventType } from "../profiles/get-bookable-event-type";
import { getProfile } from "../profiles/get-profile";
import { createReservation } from "../reservations/create-reservation";
import { listSlots } from "../slots/list-slots";
import { bookingInput, tuesdayAtTen } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf } from "../testing/plan-of";
import { createPrivateLink, createPrivateLinkInputSchema } from "./create-private-link";
import { listPrivateLinks } from "./list-private-links";
import { revokePrivateLink } from "./revoke-private-link";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase({ maxConnections: 12 });
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  eventTypeId = (await seedEventType(database.db, mira, { slug: "vip", requiresPrivateLink: true })).id;
});

const link = (more: Partial<z.input<typeof createPrivateLinkInputSchema>> = {}, ctx = own) =>
  createPrivateLink(ctx, createPrivateLinkInputSchema.parse({ eventTypeId, ...more }));
const bookBy = (privateLinkToken: string, startsAt = tuesdayAtTen) =>
  createBooking(anonymous, { ...bookingInput(eventTypeId, { startsAt }), eventType: { privateLinkToken } });
const noLink = { code: "NOT_FOUND", details: { reason: "private_link_invalid" } };
const window = { from: "2026-11-03T00:00:00Z", to: "2026-11-04T00:00:00Z" };

describe("I send somebody a link of their own", () => {
  test("by which they see and book what nobody else can", async () => {
    const { token, url, link: view } = await link({ note: "For Ada" });
    expect(url).toBe(`http://punctual.test/private/${token}`);
    expect(view).toMatchObject({
      note: "For Ada",
      state: "usable",
      singleUse: true,
      lastCharacters: token.slice(-4),
    });
    const eventType = { privateLinkToken: token };
    expect(await getPrivateEventType(anonymous, eventType)).toMatchObject({ id: eventTypeId });
    expect(await listSlots(anonymous, { eventType, ...window })).toHaveLength(16);
    const { answer: held } = await createReservation(anonymous, { eventType, startsAt: tuesdayAtTen });
    const input = bookingInput(eventTypeId, { reservationUid: held.uid });
    const { answer } = await createBooking(anonymous, { ...input, eventType });
    expect(answer.status).toBe("accepted");
    expect(
      await listSlots(anonymous, {
        eventType: { id: eventTypeId },
        ...window,
        bookingUidToReschedule: answer.uid,
      }),
    ).toHaveLength(16);
  });

  test("of which only a hash is kept, and never the token", async () => {
    const { token } = await link();
    const [row] = await database.db.select().from(privateLinks);
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(row)).not.toContain(token);
    expect(JSON.stringify(await listPrivateLinks(own, { eventTypeId }))).not.toContain(token);
  });

  test("that works for one booking, whoever comes at the same time", async () => {
    const { token } = await link();
    const racers = [9, 10, 11, 12].map((hour) =>
      bookBy(token, `2026-11-03T${String(hour).padStart(2, "0")}:00:00Z`),
    );
    const results = await Promise.allSettled(racers);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toMatchObject(noLink);
    expect(await countRows(database.db)).toMatchObject({ bookings: 1 });
    expect(await listPrivateLinks(own, { eventTypeId })).toMatchObject([{ state: "used", useCount: 1 }]);
    await expect(getPrivateEventType(anonymous, { privateLinkToken: token })).rejects.toMatchObject(noLink);
  });

  test("that a refused booking doesn't use up", async () => {
    const { token } = await link();
    await expect(bookBy(token, "2026-11-03T23:00:00Z")).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await bookBy(token)).answer.status).toBe("accepted");
  });

  test("or one that works again and again until it expires", async () => {
    const { token } = await link({ singleUse: false, expiresAt: "2026-11-02T09:00:00Z" });
    await bookBy(token);
    await bookBy(token, "2026-11-04T09:00:00Z");
    expect(await listPrivateLinks(own, { eventTypeId })).toMatchObject([{ state: "usable", useCount: 2 }]);
    for (const ctx of [anonymous, own]) ctx.clock.set(new Date("2026-11-02T09:00:00Z"));
    await expect(bookBy(token, "2026-11-05T09:00:00Z")).rejects.toMatchObject(noLink);
    expect(await listPrivateLinks(own, { eventTypeId })).toMatchObject([{ state: "expired" }]);
  });

  test("and take it back", async () => {
    const { token, link: view } = await link();
    expect(await revokePrivateLink(own, { id: view.id })).toEqual({ id: view.id });
    await expect(bookBy(token)).rejects.toMatchObject(noLink);
    await expect(revokePrivateLink(own, { id: view.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await auditOf(database.db)).toEqual([
      "private_link.created by organizer",
      "private_link.revoked by organizer",
    ]);
  });
});

describe("without a link", () => {
  test("what asks for one isn't listed, shown or booked, as if it weren't there", async () => {
    expect((await getProfile(anonymous, { username: "mira" })).eventTypes).toEqual([]);
    const gone = { code: "NOT_FOUND", details: { reason: "event_type_not_found" } };
    const eventType = { id: eventTypeId };
    await expect(getBookableEventType(anonymous, { username: "mira", slug: "vip" })).rejects.toMatchObject(
      gone,
    );
    await expect(listSlots(stranger, { eventType, ...window })).rejects.toMatchObject(gone);
    await expect(createBooking(anonymous, bookingInput(eventTypeId))).rejects.toMatchObject(gone);
    await expect(createReservation(anonymous, { eventType, startsAt: tuesdayAtTen })).rejects.toMatchObject(
      gone,
    );
    await expect(bookBy("nowhere")).rejects.toMatchObject(noLink);
  });

  test("I see and book it all the same", async () => {
    expect(await listSlots(own, { eventType: { id: eventTypeId }, ...window })).toHaveLength(16);
    expect((await createBooking(own, bookingInput(eventTypeId))).answer.status).toBe("accepted");
  });
});

describe("a link that can't be made", () => {
  test("has expired already", async () => {
    await expect(link({ expiresAt: "2026-11-02T08:00:00Z" })).rejects.toMatchObject({
      details: { field: "expiresAt", reason: "expired_already" },
    });
  });

  test("leads to somebody else's kind of meeting, or is somebody else's to see or revoke", async () => {
    const { link: view } = await link();
    for (const [ctx, code] of [
      [stranger, "NOT_FOUND"],
      [anonymous, "UNAUTHORIZED"],
    ] as const) {
      await expect(link({}, ctx)).rejects.toMatchObject({ code });
      await expect(listPrivateLinks(ctx, { eventTypeId })).rejects.toMatchObject({ code });
      await expect(revokePrivateLink(ctx, { id: view.id })).rejects.toMatchObject({ code });
    }
    expect(await listPrivateLinks(own, { eventTypeId })).toMatchObject([{ state: "usable" }]);
  });
});
