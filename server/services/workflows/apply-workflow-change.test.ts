import { and, asc, eq, notInArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "@/db/schema/messages";
import { clearDatabase } from "@/db/testing/clear-database";
import { createTestDatabase, type TestDatabase } from "@/db/testing/create-test-database";
import { type SeededOrganizer, seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { ActiveOn } from "@/server/domain/workflows/workflow-input";
import type { BookingView } from "../bookings/booking-view";
import { cancelBooking } from "../bookings/cancel-booking";
import { createBooking } from "../bookings/create-booking";
import { armBookingMessages } from "../messages/arm-messages";
import { cancelMessage } from "../messages/cancel-message";
import { claimMessage } from "../messages/claim-message";
import { bookingInput } from "../testing/booking-input";
import { createTestContext, type TestContext } from "../testing/create-test-context";
import { workflowInput } from "../testing/workflow-input";
import { applyWorkflowChange } from "./apply-workflow-change";
import { createWorkflow } from "./create-workflow";
import { deleteWorkflow } from "./delete-workflow";
import { previewChange } from "./preview-change";
import { readPendingChange } from "./read-pending-change";
import { setWorkflowActive } from "./set-workflow-active";
import { updateWorkflow } from "./update-workflow";
import type { WorkflowView } from "./workflow-view";

let database: TestDatabase;
let mira: SeededOrganizer;
let eventTypeId: number;
let ctx: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await clearDatabase(database.db);
  mira = await seedOrganizer(database.db);
  eventTypeId = (await seedEventType(database.db, mira)).id;
  ctx = createTestContext(database, { actor: { kind: "organizer", userId: mira.id } });
});

/** Books at each of these hours of Wednesday, UTC. */
async function book(...hours: number[]) {
  const booked: BookingView[] = [];
  for (const hour of hours) {
    const startsAt = `2026-11-04T${String(hour).padStart(2, "0")}:00:00.000Z`;
    booked.push(
      (await createBooking(createTestContext(database), bookingInput(eventTypeId, { startsAt }))).answer,
    );
  }
  return booked;
}

const change = ({ id, version }: Pick<WorkflowView, "id" | "version">) => ({
  workflowId: id,
  ownerId: mira.id,
  version,
});

async function applyAll(workflow: Pick<WorkflowView, "id" | "version">, limit = 2) {
  const { nextAfterId: _, superseded: __, ...counts } = await applyFrom(0);
  return counts;

  async function applyFrom(afterId: number): Promise<Awaited<ReturnType<typeof applyWorkflowChange>>> {
    const batch = await applyWorkflowChange(ctx, change(workflow), { afterId, limit });
    if (batch.nextAfterId === null) return batch;
    const rest = await applyFrom(batch.nextAfterId);
    const sum = { ...rest };
    for (const name of ["adds", "moves", "rewrites", "cancels", "unchanged", "bookings"] as const) {
      sum[name] = batch[name] + rest[name];
    }
    return sum;
  }
}

const live = (workflowId: number) =>
  database.db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.workflowId, workflowId),
        notInArray(messages.state, ["cancelled", "superseded", "skipped"]),
      ),
    )
    .orderBy(asc(messages.dueAt), asc(messages.occurrence));

const counts = (more: object) => ({
  adds: 0,
  moves: 0,
  rewrites: 0,
  cancels: 0,
  unchanged: 0,
  bookings: 0,
  ...more,
});

const edit = ({ id, name, trigger, timings, steps }: WorkflowView) => ({ id, name, trigger, timings, steps });

describe("a change of a workflow", () => {
  test("doesn't bring back what the organizer called off", async () => {
    await book(9, 10);
    const created = await createWorkflow(ctx, workflowInput());
    await applyAll(created);
    const [first] = await live(created.id);
    await cancelMessage(ctx, { id: first?.id ?? "" });
    expect(await applyAll(created)).toEqual(counts({ unchanged: 1 }));
    expect(await live(created.id)).toHaveLength(1);
  });

  test("adds, moves, rewords and calls off exactly what its preview said, and nothing the second time", async () => {
    await book(9, 10, 11);
    const input = workflowInput();
    expect(await previewChange(ctx, { verb: "create", input })).toMatchObject(
      counts({ adds: 3, bookings: 3 }),
    );
    const created = await createWorkflow(ctx, input);
    expect(await readPendingChange(ctx, created)).toEqual(counts({ adds: 3, bookings: 3 }));
    const halfway = await applyWorkflowChange(ctx, change(created), { afterId: 0, limit: 2 });
    expect(halfway).toMatchObject(counts({ adds: 2, bookings: 2 }));
    expect(await readPendingChange(ctx, created)).toEqual(counts({ adds: 1, unchanged: 2, bookings: 1 }));
    expect(await applyAll(created)).toEqual(counts({ adds: 1, unchanged: 2, bookings: 1 }));
    expect(await readPendingChange(ctx, created)).toEqual(counts({ unchanged: 3 }));
    expect(await applyAll(created)).toEqual(counts({ unchanged: 3 }));
    expect((await live(created.id)).map(({ dueAt }) => dueAt.toISOString())).toEqual(
      ["09", "10", "11"].map((hour) => `2026-11-03T${hour}:00:00.000Z`),
    );

    const [timing] = created.timings;
    const later = {
      ...edit(created),
      timings: [{ ...timing!, kind: "elapsed" as const, amount: 2, unit: "hours" as const }],
    };
    const preview = await previewChange(ctx, { verb: "update", input: later });
    expect(preview).toMatchObject({ ...counts({ moves: 3, bookings: 3 }), version: 1, warnings: [] });
    const moved = await updateWorkflow(ctx, later);
    expect(await applyAll(moved)).toEqual(counts({ moves: 3, bookings: 3 }));
    expect((await live(created.id)).map(({ dueAt, state }) => [dueAt.toISOString(), state])).toEqual(
      ["07", "08", "09"].map((hour) => [`2026-11-04T${hour}:00:00.000Z`, "planned"]),
    );
    const superseded = await database.db.select().from(messages).where(eq(messages.state, "superseded"));
    const ids = new Set((await live(created.id)).map(({ id }) => id));
    expect(superseded.map(({ reason, supersededById }) => [reason, ids.has(supersededById ?? "")])).toEqual(
      Array.from({ length: 3 }, () => ["workflow_changed", true]),
    );

    const reworded = { ...edit(moved), steps: moved.steps.map((step) => ({ ...step, body: "Soon!" })) };
    const worded = await updateWorkflow(ctx, reworded);
    expect(await applyAll(worded)).toEqual(counts({ rewrites: 3, bookings: 3 }));
    expect((await live(created.id)).map(({ bodyTemplate }) => bodyTemplate)).toEqual([
      "Soon!",
      "Soon!",
      "Soon!",
    ]);

    expect(await previewChange(ctx, { verb: "delete", input: { id: created.id } })).toMatchObject(
      counts({ cancels: 3, bookings: 3 }),
    );
    await deleteWorkflow(ctx, { id: created.id });
    expect(await applyAll({ id: created.id, version: 4 })).toEqual(counts({ cancels: 3, bookings: 3 }));
    expect(await live(created.id)).toEqual([]);
  });

  test("leaves alone what is going out, and never owes it again", async () => {
    const [booked] = await book(9);
    const created = await createWorkflow(ctx, workflowInput());
    await applyAll(created);
    ctx.clock.set(new Date("2026-11-03T09:00:00Z"));
    await armBookingMessages(ctx, booked?.id ?? 0);
    const [armed] = await live(created.id);
    const claim = await claimMessage(ctx, { messageId: armed?.id ?? "", generation: armed?.generation ?? 0 });
    expect(claim.kind).toBe("claimed");
    const [timing] = created.timings;
    const moved = await updateWorkflow(ctx, {
      ...edit(created),
      timings: [{ ...timing!, kind: "elapsed", amount: 1, unit: "hours" }],
    });
    expect(await applyAll(moved)).toEqual(counts({}));
    expect((await live(created.id)).map(({ state }) => state)).toEqual(["sending"]);
  });

  test("makes up for no moment that has passed", async () => {
    await book(9);
    ctx.clock.set(new Date("2026-11-03T12:00:00Z"));
    const created = await createWorkflow(ctx, workflowInput());
    expect(await applyAll(created)).toEqual(counts({}));
    expect(await live(created.id)).toEqual([]);
  });

  test("rewords a late reminder that waits, and neither repeats nor drops it", async () => {
    const timings = [{ kind: "elapsed" as const, amount: 72, unit: "hours" as const }];
    const created = await createWorkflow(ctx, workflowInput({ timings, lateBooking: { kind: "send_now" } }));
    await book(9);
    const [late] = await live(created.id);
    expect(late).toMatchObject({
      dueAt: ctx.clock.now(),
      movedFromAt: new Date("2026-11-01T09:00:00Z"),
      movedReason: "late_booking",
      state: "planned",
    });
    ctx.clock.set(new Date("2026-11-02T08:00:20Z"));
    const steps = created.steps.map((step) => ({ ...step, body: "Soon!" }));
    const worded = await updateWorkflow(ctx, { ...edit(created), steps });
    expect(worded).toMatchObject({ lateBooking: { kind: "send_now" }, quietHours: created.quietHours });
    expect(await applyAll(worded)).toEqual(counts({ rewrites: 1, bookings: 1 }));
    expect(await live(created.id)).toMatchObject([{ id: late?.id, bodyTemplate: "Soon!" }]);
  });

  test("calls off what was to come when its new moment has passed", async () => {
    await book(9);
    const hours = (amount: number) => [{ kind: "elapsed" as const, amount, unit: "hours" as const }];
    const created = await createWorkflow(ctx, workflowInput({ timings: hours(1) }));
    await applyAll(created);
    ctx.clock.set(new Date("2026-11-03T12:00:00Z"));
    const moved = await updateWorkflow(ctx, {
      ...edit(created),
      timings: [{ ...created.timings[0]!, kind: "elapsed", amount: 24, unit: "hours" }],
    });
    expect(await applyAll(moved)).toEqual(counts({ cancels: 1, bookings: 1 }));
  });

  test("reaches only bookings that stand and that the workflow is on for", async () => {
    const [first] = await book(9, 10);
    await cancelBooking(createTestContext(database), { uid: first?.uid ?? "" });
    const other = await seedEventType(database.db, mira, { slug: "other" });
    const on = (activeOn: ActiveOn) => workflowInput({ activeOn });
    const elsewhere = await createWorkflow(ctx, on({ kind: "event_types", eventTypeIds: [other.id] }));
    expect(await applyAll(elsewhere)).toEqual(counts({}));
    const activeOn = { kind: "event_types" as const, eventTypeIds: [eventTypeId] };
    const here = await setWorkflowActive(ctx, { id: elsewhere.id, activeOn });
    expect(await applyAll(here)).toEqual(counts({ adds: 1, bookings: 1 }));
    const off = await setWorkflowActive(ctx, { id: elsewhere.id, activeOn: { kind: "off" } });
    expect(await applyAll(off)).toEqual(counts({ cancels: 1, bookings: 1 }));
  });

  test("does nothing once a later edit has taken over", async () => {
    await book(9);
    const created = await createWorkflow(ctx, workflowInput());
    await setWorkflowActive(ctx, { id: created.id, activeOn: { kind: "off" } });
    const batch = await applyWorkflowChange(ctx, change(created), { afterId: 0, limit: 10 });
    expect(batch).toEqual({ ...counts({}), nextAfterId: null, superseded: true });
    expect(await live(created.id)).toEqual([]);
  });
});
