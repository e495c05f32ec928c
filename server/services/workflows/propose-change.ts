import type { z } from "zod";
import type {
  createWorkflowInputSchema,
  setWorkflowActiveInputSchema,
  updateWorkflowInputSchema,
} from "@/server/domain/workflows/workflow-input";
import type { ServiceContext } from "@/server/services/service-context";
import { type Proposal, proposeEdit, proposeNew } from "./propose";
import { requireCallableSteps } from "./require-callable-steps";

/** A verb that writes a workflow, and its input. */
export type WorkflowWrite =
  | { verb: "create"; input: z.output<typeof createWorkflowInputSchema> }
  | { verb: "update"; input: z.output<typeof updateWorkflowInputSchema> }
  | { verb: "setActive"; input: z.output<typeof setWorkflowActiveInputSchema> };

/**
 * The workflow as a verb with this input would leave it.
 * @throws ServiceError as the verb.
 */
export async function proposeChange(
  ctx: ServiceContext,
  ownerId: number,
  change: WorkflowWrite,
): Promise<Proposal> {
  if (change.verb !== "setActive") await requireCallableSteps(ctx, change.input);
  if (change.verb === "create") return proposeNew(ctx, ctx.db, ownerId, change.input);
  if (change.verb === "setActive") return proposeEdit(ctx, ctx.db, ownerId, change.input);
  const { id, version, activeOn, ...rule } = change.input;
  return proposeEdit(ctx, ctx.db, ownerId, { id, version, rule, activeOn });
}
