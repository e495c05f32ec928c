import { eq } from "drizzle-orm";
import { schedules } from "@/db/schema/event-types";
import { seedEventType, seedOrganizer } from "@/db/testing/seed-organizer";
import type { World } from "@/inngest/testing/create-world";
import { workflowInput } from "@/server/services/testing/workflow-input";
import { createWorkflow } from "@/server/services/workflows/create-workflow";
import type { WorkflowView } from "@/server/services/workflows/workflow-view";

/** A host with one booking at a time, whose workflows tell by their first word what they are about. */
export type CaseHost = {
  id: number;
  eventTypeId: number;
  reminder: WorkflowView;
  cancelled: WorkflowView;
};

const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startMinute: 0, endMinute: 1440 }));
const sign = "{EVENT_DATE_YYYY-MM-DD} {EVENT_TIME_HH:mm}";

export async function createCaseHost(world: World, number: number): Promise<CaseHost> {
  const { db } = world.database;
  const organizer = await seedOrganizer(db, { username: `case-${number}`, timeZone: "UTC" });
  const openAlways = { timeZone: "UTC", weeklyHours: everyDay };
  await db.update(schedules).set(openAlways).where(eq(schedules.id, organizer.scheduleId));
  const eventType = await seedEventType(db, organizer, {});
  const ctx = world.contextAs({ kind: "organizer", userId: organizer.id }, "organizer");
  const text = (body: string, afterMinutes: number | null) => {
    const fallback = { kind: "email" as const, afterMinutes, subject: null, body: null };
    return [{ action: "sms_attendee" as const, body: `${body} ${sign}`, fallback }];
  };
  const news = { timings: [], conditions: [], quietHours: null };
  const before = (...minutes: number[]) =>
    minutes.map((amount) => ({ kind: "elapsed" as const, amount, unit: "minutes" as const }));
  await createWorkflow(ctx, workflowInput({ ...news, trigger: "new_booking", steps: text("Booked", 1) }));
  await createWorkflow(ctx, workflowInput({ ...news, trigger: "rescheduled", steps: text("Moved", null) }));
  const late = { quietHours: null, lateBooking: { kind: "send_now" as const } };
  const asked = { trigger: "attendance_not_confirmed" as const, timings: before(59) };
  await createWorkflow(ctx, workflowInput({ ...late, ...asked, steps: text("Coming?", null) }));
  return {
    id: organizer.id,
    eventTypeId: eventType.id,
    reminder: await createWorkflow(
      ctx,
      workflowInput({ ...late, timings: before(58, 30), steps: text("Remind", null) }),
    ),
    cancelled: await createWorkflow(
      ctx,
      workflowInput({ ...news, trigger: "cancelled", steps: text("Cancelled", 2) }),
    ),
  };
}
