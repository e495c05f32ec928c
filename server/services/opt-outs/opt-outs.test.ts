import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { optOuts } from "@/db/schema/opt-outs";
import { outbox } from "@/db/schema/outbox";
import { clearDatabase } from "@/db/testing/clear-database";
import { constraintsOf, refusalOf } from "@/db/testing/constraints-of";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import {
  type SeededOrganizer,
  seedEventType,
  seedOrganizer,
  seedWorkflow,
} from "@/db/testing/seed-organizer";
import { createBooking } from "../bookings/create-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { auditOf, planOf } from "../testing/plan-of";
import { seedApiKey } from "../testing/seed-api-key";
import { previewPlan } from "../workflows/preview-plan";
import { listOptOuts } from "./list-opt-outs";
import { recordOptOut } from "./record-opt-out";
import { removeOptOut, removeOptOutInputSchema } from "./remove-opt-out";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let stranger: TestContext;
let anonymous: TestContext;
let uid: string;

const phoneNumber = "+4930901820";
const consent = "Asked for texts again by phone on Monday";
const page = { skip: 0, take: 20 };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  ({ own, stranger, anonymous } = await contextsAround(database, mira));
  const intro = await seedEventType(database.db, mira);
  await seedWorkflow(database.db, mira, { name: "News", activeOn: [intro] });
  await seedWorkflow(database.db, mira, {
    name: "Remind",
    trigger: "before_meeting",
    offsetMinutes: 60,
    activeOn: [intro],
  });
  uid = (await createBooking(anonymous, bookingInput(intro.id))).answer.uid;
});

const stop = () =>
  database.db.transaction((tx) => recordOptOut(own, tx, { ownerId: mira.id, phoneNumber, source: "reply" }));
const onlyId = async () => (await listOptOuts(own, page)).items[0]?.id ?? 0;
const texts = async () => (await planOf(database.db, uid)).filter((line) => /^(News|Remind)/.test(line));

test("a number that opts out stops all that waits for it, once, and mails go on", async () => {
  const events = await database.db.$count(outbox);
  await stop();
  await stop();
  expect(await texts()).toEqual([
    "News, attendee: skipped (opted_out)",
    "Remind, attendee: skipped (opted_out)",
  ]);
  expect(await planOf(database.db, uid)).toContain("Booking confirmation, attendee: planned");
  expect((await auditOf(database.db)).filter((line) => line.startsWith("opt_out"))).toEqual([
    "opt_out.recorded by organizer",
  ]);
  expect(await database.db.$count(outbox)).toBe(events);
});

test("the list shows who opted out, masked, and to its owner only", async () => {
  await stop();
  expect(await listOptOuts(own, page)).toEqual({
    items: [
      {
        id: expect.any(Number),
        phoneNumber: "+4•••••1820",
        name: "Ada Byron",
        source: "reply",
        optedOutAt: own.clock.now().toISOString(),
      },
    ],
    total: 1,
  });
  expect(await listOptOuts(stranger, page)).toEqual({ items: [], total: 0 });
  await expect(listOptOuts(anonymous, page)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("removing a number needs a stated consent, which is kept, and plans anew what is to come", async () => {
  await stop();
  const id = await onlyId();
  expect(await removeOptOut(own, { id, consent })).toEqual({ id });
  expect(await texts()).toEqual([
    "News, attendee: skipped (opted_out)",
    "Remind, attendee: planned",
    "Remind, attendee: skipped (opted_out)",
  ]);
  expect(await database.db.select().from(optOuts)).toMatchObject([{ liftedBy: "organizer", consent }]);
  expect((await auditOf(database.db)).at(-1)).toBe("opt_out.lifted by organizer");
  await expect(removeOptOut(own, { id, consent })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await texts()).toHaveLength(3);
  await stop();
  expect((await listOptOuts(own, page)).total).toBe(1);
});

test("nobody else removes a number, and no key does", async () => {
  await stop();
  const input = { id: await onlyId(), consent };
  const key = createTestContext(database, {
    actor: { kind: "api_key", ...(await seedApiKey(database.db, mira)) },
  });
  await expect(removeOptOut(stranger, input)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(removeOptOut(anonymous, input)).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(removeOptOut(key, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await listOptOuts(own, page)).total).toBe(1);
});

test.each(["", "   ", "yes", "x".repeat(501)])("%j is no stated consent", (words) => {
  expect(removeOptOutInputSchema.safeParse({ id: 1, consent: words }).error?.issues[0]?.path).toEqual([
    "consent",
  ]);
});

test("previews show it, and other organizers may text the number", async () => {
  await stop();
  const { workflows } = await previewPlan(own, { booking: { kind: "booking", uid }, occasion: "created" });
  expect(workflows.flatMap((each) => each.messages.map(({ skipReason }) => skipReason))).toEqual([
    "opted_out",
    "opted_out",
  ]);
  const noor = await seedOrganizer(database.db, { username: "noor2" });
  const chat = await seedEventType(database.db, noor, { slug: "chat" });
  await seedWorkflow(database.db, noor, { name: "News", activeOn: [chat] });
  const theirs = (await createBooking(anonymous, bookingInput(chat.id))).answer.uid;
  expect(await planOf(database.db, theirs)).toContain("News, attendee: planned");
});

test("a send that is under way when its number opts out is left to end as it does", async () => {
  await database.db
    .update(messages)
    .set({ state: "armed", generation: 1 })
    .where(eq(messages.workflowName, "News"));
  await database.db
    .update(messages)
    .set({
      state: "sending",
      currentAttemptId: "5f0c3c9e-6f9e-4f4f-8a55-0c2f3a3f2b11",
      leaseExpiresAt: own.clock.now(),
    })
    .where(eq(messages.workflowName, "News"));
  await stop();
  expect(await texts()).toEqual(["News, attendee: sending", "Remind, attendee: skipped (opted_out)"]);
});

const row = (values: Partial<typeof optOuts.$inferInsert> = {}) =>
  database.db
    .insert(optOuts)
    .values({ ownerId: mira.id, phoneNumber, source: "reply", optedOutAt: own.clock.now(), ...values });
const at = new Date("2026-11-02T08:00:00Z");
const refused: [constraint: string, what: string, statement: () => PromiseLike<unknown>][] = [
  ["opt_outs_one_in_force", "a second for the same number", () => row().then(() => row())],
  ["opt_outs_phone_is_e164", "another spelling of a number", () => row({ phoneNumber: "030 901820" })],
  ["opt_outs_source_known", "an unknown source", () => row({ source: "rumour" as never })],
  ["opt_outs_lifter_known", "an unknown lifter", () => row({ liftedAt: at, liftedBy: "cat" as never })],
  ["opt_outs_lifted_by_somebody", "one lifted by nobody", () => row({ liftedAt: at })],
  [
    "opt_outs_organizer_states_consent",
    "one that an organizer lifted without a word",
    () => row({ liftedAt: at, liftedBy: "organizer" }),
  ],
];

test.each(refused)("%s refuses %s", async (constraint, _what, statement) => {
  expect(await refusalOf(statement())).toBe(constraint);
});

test("every constraint of the table is tried", async () => {
  const tried = refused.map(([constraint]) => constraint).sort();
  expect(await constraintsOf(database, "opt_outs")).toEqual(tried);
});
