import type { z } from "zod";
import {
  type CreateWorkflowInput,
  createWorkflowInputSchema,
} from "@/server/domain/workflows/workflow-input";

type RawInput = z.input<typeof createWorkflowInputSchema>;

/** A text a day before the meeting, on for all event types. */
export function workflowInput(more: Partial<RawInput> = {}): CreateWorkflowInput {
  return createWorkflowInputSchema.parse({
    name: "Remind",
    trigger: "before_meeting",
    timings: [{ kind: "elapsed", amount: 24, unit: "hours" }],
    steps: [{ action: "sms_attendee", body: "See you {EVENT_DATE}, {ATTENDEE_FIRST_NAME}" }],
    activeOn: { kind: "all" },
    ...more,
  });
}
