import type { Database } from "@/db/client";
import type { bookings } from "@/db/schema/bookings";
import type { seedMessage } from "@/db/testing/seed-message";
import { seedWorkflow } from "@/db/testing/seed-organizer";
import { fallbackOf, type StepFallback } from "@/server/domain/workflows/fallback";
import { isTimed, type WorkflowTrigger } from "@/server/domain/workflows/workflow";

export const toMailAfterTenMinutes: StepFallback = {
  ...{ kind: "email", afterMinutes: 10, subject: null, body: null },
};

/**
 * A text to the attendee of a booking that a workflow in force owes and has something follow, by default a mail after
 * ten minutes without a receipt.
 */
export async function textWithFallback(
  db: Database,
  { ownerId, eventTypeId }: Pick<typeof bookings.$inferSelect, "ownerId" | "eventTypeId">,
  fallback: StepFallback = toMailAfterTenMinutes,
  trigger: WorkflowTrigger = "new_booking",
): Promise<NonNullable<Parameters<typeof seedMessage>[2]>> {
  const owner = { id: ownerId, username: "mira", email: "mira@example.org", scheduleId: 0 };
  const body = "Hi {ATTENDEE_FIRST_NAME}";
  const step = { action: "sms_attendee" as const, body, fallback };
  const offsetMinutes = isTimed(trigger) ? 60 : undefined;
  const rule = { trigger, offsetMinutes, activeOn: [{ id: eventTypeId }], steps: [step] };
  const workflow = await seedWorkflow(db, owner, rule);
  const [stepId = 0] = workflow.stepIds;
  const people = { host: { email: "mira@example.org" }, attendee: { email: "ada@example.org" } };
  return {
    ...{ source: `step:${stepId}`, stepId, workflowId: workflow.id },
    fallback: fallbackOf(step, people),
  };
}
