import { asc, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import { createCaller } from "@/server/routers/app-router";
import { cancelBooking } from "../bookings/cancel-booking";
import { createBooking } from "../bookings/create-booking";
import { getBookingTimeline } from "../bookings/get-booking-timeline";
import { rescheduleBooking } from "../bookings/reschedule-booking";
import { bookingInput } from "../testing/booking-input";
import { contextsAround } from "../testing/contexts-around";
import type { TestContext } from "../testing/create-test-context";
import { scriptedProviders } from "../testing/scripted-providers";
import { sendDueMessages } from "../testing/send-due-messages";
import { workflowInput } from "../testing/workflow-input";
import { applyWorkflowChange } from "./apply-workflow-change";
import type { WorkflowView } from "./workflow-view";

let database: TestDatabase;
let mira: SeededOrganizer;
let own: TestContext;
let caller: ReturnType<typeof createCaller>;
let providers: ReturnType<typeof scriptedProviders>;
let eventTypeId: number;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
  providers = scriptedProviders();
  own = { ...(await contextsAround(database, mira)).own, providers };
  caller = createCaller(own);
});

const hours = (amount: number) => [{ kind: "elapsed" as const, amount, unit: "hours" as const }];
const text = { action: "sms_attendee" as const, body: "Hi {ATTENDEE_FIRST_NAME}" };
const fallback = { kind: "email" as const, afterMinutes: 10, subject: "Soon", body: null };
const noNumber = { name: "Ada Byron", email: "ada@example.org", timeZone: "Asia/Tokyo" };
const anonymous = () => ({ ...own, actor: { kind: "anonymous" as const } });
const book = async (attendee: object = noNumber) =>
  (await createBooking(anonymous(), bookingInput(eventTypeId, { attendee: attendee as typeof noNumber })))
    .answer;
const reminding = async (more: object = {}): Promise<WorkflowView> =>
  (
    await caller.workflow.create(
      workflowInput({ timings: hours(2), steps: [{ ...text, fallback }], ...more }),
    )
  ).answer;
/** What workflows owe, by time: where to, when and how it stands. */
const rows = async () => {
  const all = await database.db
    .select()
    .from(messages)
    .where(isNotNull(messages.workflowId))
    .orderBy(asc(messages.createdAt), asc(messages.dueAt), asc(messages.channel));
  return all.map(({ channel, recipient, dueAt, state, reason, parentMessageId }) => ({
    what: `${channel} to ${recipient || "nobody"}`,
    dueAt: dueAt.toISOString(),
    state: reason ? `${state} ${reason}` : state,
    isFollowing: parentMessageId !== null,
  }));
};
const apply = async ({ id, version }: { id: number; version: number }) => {
  own.clock.advance(1000);
  const change = { workflowId: id, version, ownerId: mira.id };
  const { adds, moves, rewrites, cancels } = await applyWorkflowChange(own, change, { afterId: 0, limit: 9 });
  return { adds, moves, rewrites, cancels };
};
const nowhere = { kind: "off" as const };
const none = { adds: 0, moves: 0, rewrites: 0, cancels: 0 };
const textRow = { what: "sms to nobody", state: "skipped no_phone", isFollowing: false };
const mailRow = { what: "email to ada@example.org", state: "planned", isFollowing: true };
const at = (time: string) => `2026-11-03T${time}:00.000Z`;

describe("a text to somebody without a number", () => {
  test("has its mail sent in its place, when the text would be due", async () => {
    await reminding();
    const { uid } = await book();
    expect(await rows()).toMatchObject([
      { ...mailRow, dueAt: at("07:00") },
      { ...textRow, dueAt: at("07:00") },
    ]);
    own.clock.set(new Date(at("07:00")));
    await sendDueMessages(own, uid);
    expect(providers.handedOver.mails.filter(({ subject }) => subject === "Soon")).toMatchObject([
      { to: "ada@example.org", text: "Hi Ada" },
    ]);
    const { messages: shown } = await getBookingTimeline(own, { uid });
    expect(shown.find(({ channel }) => channel === "sms")).toMatchObject({
      headline: "Sent by e-mail instead",
      meaning: "The booking has no phone number. It went out by e-mail instead.",
    });
  });

  test("is not stood in for where its time had passed, or nothing follows, or nobody has an address", async () => {
    await reminding({ timings: hours(48) });
    await reminding({ steps: [text] });
    await book();
    expect((await rows()).filter(({ isFollowing }) => isFollowing)).toEqual([]);
    await database.db.delete(messages);
    await reminding();
    await database.db.delete(messages);
    const { email: _, ...nobody } = noNumber;
    await createBooking(
      anonymous(),
      bookingInput(eventTypeId, {
        startsAt: "2026-11-03T11:00:00.000Z",
        attendee: { ...nobody, phoneNumber: "+4930901820" },
      }),
    );
    expect((await rows()).filter(({ isFollowing }) => isFollowing)).toEqual([]);
  });

  test("is stood in for where its number's country can't be reached, but not where the number wants no texts", async () => {
    own.installation = { ...own.installation, smsCountries: ["US"] };
    await reminding();
    await book({ ...noNumber, phoneNumber: "+4930901820" });
    expect(await rows()).toMatchObject([
      { ...mailRow },
      { what: "sms to +4930901820", state: "skipped country_not_allowed" },
    ]);
  });

  test("has its mail called off with the booking, and owed anew when that is moved", async () => {
    await reminding();
    const { uid } = await book();
    const moved = await rescheduleBooking(anonymous(), { uid, startsAt: at("11:00") });
    expect((await rows()).filter(({ isFollowing }) => isFollowing)).toMatchObject([
      { state: "cancelled booking_rescheduled" },
      { state: "planned", dueAt: at("09:00") },
    ]);
    await cancelBooking(anonymous(), { uid: moved.answer.uid });
    expect((await rows()).filter(({ isFollowing }) => isFollowing)).toMatchObject([
      { state: "cancelled booking_rescheduled" },
      { state: "cancelled booking_cancelled" },
    ]);
  });

  test("is seen with its mail in a plan and in a dry run", async () => {
    await reminding();
    const startsAt = at("09:00");
    const madeUp = { kind: "made_up" as const, eventTypeId, startsAt, hasPhone: false };
    const { workflows } = await caller.workflow.previewPlan({ booking: madeUp });
    expect(workflows[0]?.messages).toMatchObject([
      { skipReason: "no_phone", ifUndelivered: "an e-mail goes out instead" },
    ]);
    await book();
    own.clock.set(new Date("2026-11-10T09:00:00Z"));
    const input = workflowInput({ timings: hours(2), steps: [{ ...text, fallback }] });
    expect(await caller.workflow.dryRun({ verb: "create", input })).toMatchObject({
      sent: 1,
      steps: [{ sent: 0, skipped: [{ reason: "no_phone", count: 1 }], mailedInstead: 1 }],
    });
  });
});

describe("an edit", () => {
  const edit = ({ id, name, trigger, timings, steps }: WorkflowView, change: object) =>
    caller.workflow.update({ ...{ id, name, trigger, timings, steps }, ...change });
  const mails = async () => (await rows()).filter(({ isFollowing }) => isFollowing);

  test("adds the mail to bookings that are there, once", async () => {
    const { uid } = await book();
    const workflow = await reminding();
    expect(await apply(workflow)).toEqual({ ...none, adds: 1 });
    expect(await apply(workflow)).toEqual(none);
    expect(await rows()).toMatchObject([{ ...mailRow, dueAt: at("07:00") }, textRow]);
    own.clock.set(new Date(at("07:00")));
    await sendDueMessages(own, uid);
    expect(await apply(await edit(workflow, { name: "Other" }))).toEqual(none);
    expect(await mails()).toHaveLength(1);
  });

  test("moves it with the text's moment, rewords it, and calls it off where nothing follows", async () => {
    const workflow = await reminding();
    await book();
    const moved = await edit(workflow, { timings: hours(3) });
    expect(await apply(moved)).toEqual({ ...none, adds: 1, cancels: 1 });
    expect(await apply(moved)).toEqual(none);
    expect(await mails()).toMatchObject([
      { state: "cancelled workflow_changed", dueAt: at("07:00") },
      { state: "planned", dueAt: at("06:00") },
    ]);
    const reworded = await edit(workflow, {
      timings: moved.timings,
      steps: [{ ...workflow.steps[0], fallback: { ...fallback, body: "Anew" } }],
    });
    expect(await apply(reworded)).toEqual({ ...none, rewrites: 1 });
    expect(await apply(reworded)).toEqual(none);
    const without = await edit(workflow, {
      timings: moved.timings,
      steps: [{ ...workflow.steps[0], fallback: null }],
    });
    expect(await apply(without)).toEqual({ ...none, cancels: 1 });
    const again = await edit(workflow, { timings: moved.timings });
    expect(await apply(again)).toEqual({ ...none, adds: 1 });
    expect((await mails()).at(-1)).toMatchObject({ state: "planned", dueAt: at("06:00") });
  });

  test("of the moment alone moves it", async () => {
    const workflow = await reminding();
    await book();
    const moved = await edit(workflow, { timings: [{ ...workflow.timings[0], amount: 1 }] });
    expect(await apply(moved)).toEqual({ ...none, moves: 1 });
    expect(await apply(moved)).toEqual(none);
    expect(await mails()).toMatchObject([
      { state: "superseded workflow_changed", dueAt: at("07:00") },
      { state: "planned", dueAt: at("08:00") },
    ]);
  });

  test("calls it off where the workflow is off, and owes it again when it is on", async () => {
    const workflow = await reminding();
    await book();
    const off = await caller.workflow.setActive({ id: workflow.id, activeOn: nowhere });
    expect(await apply(off)).toEqual({ ...none, cancels: 1 });
    const on = await caller.workflow.setActive({ id: workflow.id, activeOn: { kind: "all" } });
    expect(await apply(on)).toEqual({ ...none, adds: 1 });
    expect((await mails()).map(({ state }) => state)).toEqual(["cancelled workflow_changed", "planned"]);
  });
});
