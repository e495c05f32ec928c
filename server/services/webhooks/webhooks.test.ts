import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { webhooks } from "@/db/schema/webhooks";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createWebhookInputSchema, updateWebhookInputSchema } from "@/server/domain/webhooks/webhook-input";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { auditOf } from "../testing/plan-of";
import { type ScriptedProviders, scriptedProviders } from "../testing/scripted-providers";
import { createWebhook } from "./create-webhook";
import { deleteEventTypeWebhooks } from "./delete-event-type-webhooks";
import { deleteWebhook } from "./delete-webhook";
import { getWebhook } from "./get-webhook";
import { listDeliveries } from "./list-deliveries";
import { listWebhooks } from "./list-webhooks";
import { testWebhook } from "./test-webhook";
import { updateWebhook } from "./update-webhook";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let providers: ScriptedProviders;

const secret = "whsec_0123456789abcdef";
const url = "https://hooks.example.org/a";
const input = (more: Partial<Parameters<typeof createWebhookInputSchema.parse>[0] & object> = {}) =>
  createWebhookInputSchema.parse({
    subscriberUrl: url,
    triggers: ["BOOKING_CANCELLED", "BOOKING_CREATED"],
    ...more,
  });
const changes = (id: string, more: object) => updateWebhookInputSchema.parse({ id, ...more });

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  providers = scriptedProviders();
  for (const ctx of [own, stranger]) ctx.providers = providers;
});

describe("I subscribe a server to my bookings", () => {
  test("and see it in my list, without its secret, which is sealed at rest", async () => {
    const created = await createWebhook(own, input({ secret }));
    expect(created).toMatchObject({
      subscriberUrl: url,
      triggers: ["BOOKING_CREATED", "BOOKING_CANCELLED"],
      active: true,
      isSigned: true,
      eventTypeId: null,
    });
    expect(await listWebhooks(own, {})).toEqual([{ ...created, eventTypeTitle: null }]);
    expect(await getWebhook(own, created)).toEqual(created);
    expect(JSON.stringify([created, await database.db.select().from(webhooks)])).not.toContain(secret);
    expect(await auditOf(database.db)).toEqual(["webhook.created by organizer"]);
  });

  test("or to those of one event type, beside one for all at the same address", async () => {
    const { id: eventTypeId } = await seedEventType(database.db, mira);
    const all = await createWebhook(own, input());
    own.clock.advance(1);
    const one = await createWebhook(own, input({ eventTypeId }));
    const ids = async (filter: { eventTypeId?: number | null }) =>
      (await listWebhooks(own, filter)).map(({ id }) => id);
    expect(await ids({})).toEqual([all.id, one.id]);
    expect(await ids({ eventTypeId })).toEqual([one.id]);
    expect(await ids({ eventTypeId: null })).toEqual([all.id]);
  });

  test("but not twice at one address, nor by an edit", async () => {
    await createWebhook(own, input());
    const conflict = { code: "CONFLICT", details: { field: "subscriberUrl", reason: "webhook_exists" } };
    await expect(createWebhook(own, input())).rejects.toMatchObject(conflict);
    const other = await createWebhook(own, input({ subscriberUrl: `${url}/2` }));
    await expect(updateWebhook(own, changes(other.id, { subscriberUrl: url }))).rejects.toMatchObject(
      conflict,
    );
    await createWebhook(stranger, input());
  });

  test("not at an address that isn't called, nor for somebody else's event type", async () => {
    providers.refusedHosts.set("hooks.example.org", "address_not_public");
    await expect(createWebhook(own, input())).rejects.toMatchObject({
      code: "BAD_REQUEST",
      message: expect.stringMatching(/^Webhook URL is not allowed: /),
      details: { field: "subscriberUrl", reason: "address_not_public" },
    });
    providers.refusedHosts.clear();
    const { id: eventTypeId } = await seedEventType(database.db, mira);
    await expect(createWebhook(stranger, input({ eventTypeId }))).rejects.toMatchObject({
      code: "NOT_FOUND",
      details: { field: "eventTypeId" },
    });
    expect(await database.db.select().from(webhooks)).toEqual([]);
  });
});

describe("I change one", () => {
  test("and what I leave out stays, its secret too", async () => {
    const { id } = await createWebhook(own, input({ secret }));
    const changed = await updateWebhook(own, changes(id, { triggers: ["MEETING_ENDED"] }));
    expect(changed).toMatchObject({ subscriberUrl: url, triggers: ["MEETING_ENDED"], isSigned: true });
    expect(await updateWebhook(own, changes(id, { secret: null }))).toMatchObject({ isSigned: false });
  });

  test("and switching it off calls off what it still was to be told", async () => {
    const { id: eventTypeId } = await seedEventType(database.db, mira);
    const { id } = await createWebhook(own, input());
    await createBooking(anonymous, bookingInput(eventTypeId));
    await updateWebhook(own, changes(id, { active: false }));
    const { items } = await listDeliveries(own, { id, skip: 0, take: 10 });
    expect(items).toMatchObject([{ state: "cancelled", nextAttemptAt: null, attempts: [] }]);
    await createBooking(anonymous, bookingInput(eventTypeId, { startsAt: "2026-11-04T09:00:00.000Z" }));
    expect(await listDeliveries(own, { id, skip: 0, take: 10 })).toMatchObject({ total: 1 });
  });

  test("and delete one, with its log", async () => {
    const created = await createWebhook(own, input());
    expect(await deleteWebhook(own, created)).toEqual(created);
    expect(await listWebhooks(own, {})).toEqual([]);
    await expect(getWebhook(own, created)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

test("all of one event type can be deleted at once, by nobody but its organizer", async () => {
  const { id: eventTypeId } = await seedEventType(database.db, mira);
  const all = await createWebhook(own, input());
  await createWebhook(own, input({ eventTypeId }));
  await expect(deleteEventTypeWebhooks(stranger, { eventTypeId })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await deleteEventTypeWebhooks(own, { eventTypeId })).toEqual({ deleted: 1 });
  expect(await listWebhooks(own, {})).toMatchObject([{ id: all.id }]);
});

test("one of an event type isn't found among those of all bookings, nor the other way round", async () => {
  const { id: eventTypeId } = await seedEventType(database.db, mira);
  const { id } = await createWebhook(own, input({ eventTypeId }));
  expect(await getWebhook(own, { id, within: eventTypeId })).toMatchObject({ id });
  await expect(getWebhook(own, { id, within: null })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(deleteWebhook(own, { id, within: eventTypeId + 1 })).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("a stranger finds none of it", async () => {
  const { id } = await createWebhook(own, input());
  const notFound = { code: "NOT_FOUND", details: { reason: "webhook_not_found" } };
  expect(await listWebhooks(stranger, {})).toEqual([]);
  await expect(getWebhook(stranger, { id })).rejects.toMatchObject(notFound);
  await expect(updateWebhook(stranger, changes(id, { active: false }))).rejects.toMatchObject(notFound);
  await expect(deleteWebhook(stranger, { id })).rejects.toMatchObject(notFound);
  await expect(listDeliveries(stranger, { id, skip: 0, take: 10 })).rejects.toMatchObject(notFound);
  await expect(testWebhook(stranger, { id })).rejects.toMatchObject(notFound);
  expect(await getWebhook(own, { id })).toMatchObject({ active: true });
  expect(providers.handedOver.calls).toEqual([]);
});

test("a test calls it as the first thing that it is told of, in its own shape, and leaves no delivery", async () => {
  const payloadTemplate = '{"what": "{{triggerEvent}}", "who": "{{attendees.0.name}}"}';
  const { id } = await createWebhook(own, input({ secret, payloadTemplate }));
  providers.answerCallsWith({
    kind: "refused",
    refusal: "permanent",
    code: "http_404",
    httpStatus: 404,
    answer: "",
  });
  expect(await testWebhook(own, { id })).toEqual({
    isTaken: false,
    meaning: "There is nothing at this address (404).",
    httpStatus: 404,
    answer: "",
    isSigned: true,
  });
  expect(providers.handedOver.calls).toMatchObject([
    { url, secret, body: '{"what": "BOOKING_CREATED", "who": "Alex Morgan"}' },
  ]);
  expect(await listDeliveries(own, { id, skip: 0, take: 10 })).toEqual({ items: [], total: 0 });
});
