import type { Database } from "@/db/client";
import { eventTypes, schedules } from "@/db/schema/event-types";
import { users } from "@/db/schema/users";
import { workflowActivations, workflowSteps, workflows } from "@/db/schema/workflows";
import type { Timing } from "@/server/domain/workflows/workflow";

type EventTypeRow = typeof eventTypes.$inferSelect;
type StepRow = Pick<
  typeof workflowSteps.$inferInsert,
  "action" | "body" | "subject" | "phoneRequired" | "fallback"
>;

export type SeededOrganizer = { id: number; username: string; email: string; scheduleId: number };

const nineToFive = { startMinute: 9 * 60, endMinute: 17 * 60 };

/** An organizer who can be booked from Monday to Friday, 9:00 to 17:00 in their zone. */
export async function seedOrganizer(
  db: Database,
  options: { username?: string; name?: string; timeZone?: string } = {},
): Promise<SeededOrganizer> {
  const { username = "mira", name = "Mira Holt", timeZone = "Europe/Berlin" } = options;
  const email = `${username}@example.org`;
  const [user] = await db.insert(users).values({ username, name, email, timeZone }).returning();
  if (!user) throw new Error("The organizer was not inserted.");
  const weeklyHours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, ...nineToFive }));
  const [schedule] = await db
    .insert(schedules)
    .values({ ownerId: user.id, name: "Working hours", timeZone, isDefault: true, weeklyHours })
    .returning();
  if (!schedule) throw new Error("The schedule was not inserted.");
  return { id: user.id, username, email, scheduleId: schedule.id };
}

/** An event type of 30 minutes that asks for no notice and no phone number, unless told otherwise. */
export async function seedEventType(
  db: Database,
  organizer: SeededOrganizer,
  values: Partial<Omit<typeof eventTypes.$inferInsert, "ownerId" | "scheduleId">> = {},
): Promise<EventTypeRow> {
  const defaults = { slug: "intro", title: "Intro call", lengthMinutes: 30, minimumNoticeMinutes: 0 };
  const [row] = await db
    .insert(eventTypes)
    .values({ ...defaults, ...values, ownerId: organizer.id, scheduleId: organizer.scheduleId })
    .returning();
  if (!row) throw new Error("The event type was not inserted.");
  return row;
}

const greeting: StepRow = { action: "sms_attendee", body: "Hi {ATTENDEE_NAME}" };

/** A workflow that is active on the given event types, by default with one text to the attendee. */
export async function seedWorkflow(
  db: Database,
  organizer: SeededOrganizer,
  values: Partial<Omit<typeof workflows.$inferInsert, "ownerId">> & {
    activeOn?: { id: number }[];
    /** So long before the meeting. */
    offsetMinutes?: number;
    steps?: StepRow[];
  } = {},
): Promise<{ id: number; name: string; stepIds: number[] }> {
  const { activeOn = [], steps = [greeting], offsetMinutes, ...row } = values;
  const timings: Timing[] =
    offsetMinutes === undefined ? [] : [{ key: "", kind: "elapsed", amount: offsetMinutes, unit: "minutes" }];
  const [workflow] = await db
    .insert(workflows)
    .values({ name: "Text on booking", trigger: "new_booking", timings, ...row, ownerId: organizer.id })
    .returning();
  if (!workflow) throw new Error("The workflow was not inserted.");
  const numbered = steps.map((step, index) => ({ ...step, workflowId: workflow.id, stepNumber: index + 1 }));
  const inserted = await db.insert(workflowSteps).values(numbered).returning({ id: workflowSteps.id });
  if (activeOn.length > 0) {
    const activations = activeOn.map(({ id }) => ({ workflowId: workflow.id, eventTypeId: id }));
    await db.insert(workflowActivations).values(activations);
  }
  return { id: workflow.id, name: workflow.name, stepIds: inserted.map(({ id }) => id) };
}
