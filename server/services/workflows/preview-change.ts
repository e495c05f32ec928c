import { z } from "zod";
import {
  createWorkflowInputSchema,
  setWorkflowActiveInputSchema,
  updateWorkflowInputSchema,
  workflowIdInputSchema,
} from "@/server/domain/workflows/workflow-input";
import { requireUserId } from "@/server/services/require-user";
import type { ServiceContext } from "@/server/services/service-context";
import { type WorkflowWarning, workflowWarnings } from "./check-workflow";
import { type ChangeCounts, countChange } from "./count-change";
import { proposeChange } from "./propose-change";
import { requireWorkflow } from "./require-workflow";

export const previewChangeInputSchema = z.discriminatedUnion("verb", [
  z.object({ verb: z.literal("create"), input: createWorkflowInputSchema }),
  z.object({ verb: z.literal("update"), input: updateWorkflowInputSchema }),
  z.object({ verb: z.literal("setActive"), input: setWorkflowActiveInputSchema }),
  z.object({ verb: z.literal("delete"), input: workflowIdInputSchema }),
]);
type PreviewChangeInput = z.output<typeof previewChangeInputSchema>;

export type ChangePreview = ChangeCounts & {
  /** The version that the counts are of, to be named when the change is made; null for a new workflow. */
  version: number | null;
  warnings: WorkflowWarning[];
};

/**
 * What the same verb with the same input would do to upcoming bookings. It refuses what the verb would refuse, and
 * writes nothing.
 * @throws ServiceError as the verb.
 */
export async function previewChange(ctx: ServiceContext, change: PreviewChangeInput): Promise<ChangePreview> {
  const ownerId = requireUserId(ctx.actor);
  const now = ctx.clock.now();
  const { smsCountries } = ctx.installation;
  if (change.verb === "delete") {
    const { workflow } = await requireWorkflow(ctx.db, ownerId, change.input);
    const counts = await countChange(ctx.db, {
      ownerId,
      workflowId: workflow.id,
      inPlace: null,
      now,
      smsCountries,
    });
    return { ...counts, version: workflow.version, warnings: [] };
  }
  const proposal = await proposeChange(ctx, ownerId, change);
  const { workflow, current, around } = proposal;
  const counts = await countChange(ctx.db, {
    ownerId,
    workflowId: workflow.id,
    inPlace: proposal,
    now,
    smsCountries,
  });
  return { ...counts, version: current?.version ?? null, warnings: workflowWarnings(proposal, around) };
}
