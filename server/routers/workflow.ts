import { exportRunsInputSchema, listRunsInputSchema } from "@/server/domain/workflows/run-log-input";
import { testSendInputSchema } from "@/server/domain/workflows/test-send-input";
import {
  createWorkflowInputSchema,
  setWorkflowActiveInputSchema,
  updateWorkflowInputSchema,
  workflowIdInputSchema,
} from "@/server/domain/workflows/workflow-input";
import { answerVerbOnce } from "@/server/services/answer-verb-once";
import { createWorkflow } from "@/server/services/workflows/create-workflow";
import { deleteWorkflow } from "@/server/services/workflows/delete-workflow";
import { dryRunInputSchema, dryRunWorkflow } from "@/server/services/workflows/dry-run-workflow";
import { exportRuns } from "@/server/services/workflows/export-runs";
import { getWorkflow } from "@/server/services/workflows/get-workflow";
import { listRuns } from "@/server/services/workflows/list-runs";
import { listTemplates } from "@/server/services/workflows/list-templates";
import { listWorkflows } from "@/server/services/workflows/list-workflows";
import { previewChange, previewChangeInputSchema } from "@/server/services/workflows/preview-change";
import { previewPlan, previewPlanInputSchema } from "@/server/services/workflows/preview-plan";
import { previewStep, previewStepInputSchema } from "@/server/services/workflows/preview-step";
import { readPendingChange } from "@/server/services/workflows/read-pending-change";
import { setWorkflowActive } from "@/server/services/workflows/set-workflow-active";
import { tallyLastMonth } from "@/server/services/workflows/tally-last-month";
import { testSend } from "@/server/services/workflows/test-send";
import { updateWorkflow } from "@/server/services/workflows/update-workflow";
import { onceKey } from "./once-key";
import { procedure, trpc } from "./trpc";

export const workflowRouter = trpc.router({
  list: procedure.query(({ ctx }) => listWorkflows(ctx)),
  get: procedure.input(workflowIdInputSchema).query(({ ctx, input }) => getWorkflow(ctx, input)),
  create: procedure
    .input(createWorkflowInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "workflow.create", key, input }, createWorkflow),
    ),
  update: procedure.input(updateWorkflowInputSchema).mutation(({ ctx, input }) => updateWorkflow(ctx, input)),
  delete: procedure.input(workflowIdInputSchema).mutation(({ ctx, input }) => deleteWorkflow(ctx, input)),
  setActive: procedure
    .input(setWorkflowActiveInputSchema)
    .mutation(({ ctx, input }) => setWorkflowActive(ctx, input)),
  templates: procedure.query(({ ctx }) => listTemplates(ctx)),
  previewStep: procedure.input(previewStepInputSchema).query(({ ctx, input }) => previewStep(ctx, input)),
  previewPlan: procedure.input(previewPlanInputSchema).query(({ ctx, input }) => previewPlan(ctx, input)),
  previewChange: procedure
    .input(previewChangeInputSchema)
    .query(({ ctx, input }) => previewChange(ctx, input)),
  pendingChange: procedure
    .input(workflowIdInputSchema)
    .query(({ ctx, input }) => readPendingChange(ctx, input)),
  testSend: procedure
    .input(testSendInputSchema.safeExtend(onceKey))
    .mutation(({ ctx, input: { idempotencyKey: key, ...input } }) =>
      answerVerbOnce(ctx, { verb: "workflow.testSend", key, input }, testSend),
    ),
  dryRun: procedure.input(dryRunInputSchema).query(({ ctx, input }) => dryRunWorkflow(ctx, input)),
  listRuns: procedure.input(listRunsInputSchema).query(({ ctx, input }) => listRuns(ctx, input)),
  exportRuns: procedure.input(exportRunsInputSchema).query(({ ctx, input }) => exportRuns(ctx, input)),
  tallyLastMonth: procedure.query(({ ctx }) => tallyLastMonth(ctx)),
});
