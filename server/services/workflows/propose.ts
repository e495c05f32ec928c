import type { Queryable } from "@/db/client";
import { proposeRule, type WorkflowInPlace } from "@/server/domain/workflows/propose-change";
import type { Workflow } from "@/server/domain/workflows/workflow";
import type { ActiveOn, RuleInput } from "@/server/domain/workflows/workflow-input";
import { ServiceError } from "@/server/platform/service-error";
import type { ServiceContext } from "@/server/services/service-context";
import { requireSendable } from "./check-workflow";
import { requireOwnEventTypes, requireOwnParts, requireWorkflow } from "./require-workflow";
import { resolveRecipients } from "./resolve-recipients";
import { type WorkflowSurroundings, workflowSurroundings } from "./workflow-surroundings";
import { workflowInPlace } from "./workflow-view";
import type { StepSecret } from "./write-steps";

/** What a caller wants to be different; writing and previewing it are decided alike. */
export type Proposal = WorkflowInPlace & {
  /** As it stands now, or null for a new one. */
  current: (WorkflowInPlace & { version: number }) | null;
  around: WorkflowSurroundings;
  /** What each step signs with, in their order; null where the steps stay as they are. */
  secrets: StepSecret[] | null;
};

/**
 * The new workflow that a rule describes, checked.
 * @throws ServiceError BAD_REQUEST that names what is wrong with it.
 */
export async function proposeNew(
  ctx: ServiceContext,
  db: Queryable,
  ownerId: number,
  input: RuleInput & { activeOn: ActiveOn },
): Promise<Proposal> {
  const around = await workflowSurroundings(ctx, db, ownerId);
  requireOwnParts(input, null);
  const workflow = proposeRule(input, null, () => ctx.random.token(6));
  const secrets = secretsOf(input);
  return checked(ctx, { workflow, activeOn: input.activeOn, current: null, around, secrets });
}

/**
 * A workflow of the owner with another rule, other event types, or both; checked.
 * @throws ServiceError NOT_FOUND, CONFLICT as `requireWorkflow`; BAD_REQUEST that names what is wrong.
 */
export async function proposeEdit(
  ctx: ServiceContext,
  db: Queryable,
  ownerId: number,
  input: { id: number; version?: number; rule?: RuleInput; activeOn?: ActiveOn },
): Promise<Proposal> {
  const record = await requireWorkflow(db, ownerId, input);
  const around = await workflowSurroundings(ctx, db, ownerId);
  const current = { ...workflowInPlace(record), version: record.workflow.version };
  const activeOn = input.activeOn ?? current.activeOn;
  if (!input.rule) {
    requireOwnEventTypes(activeOn, around);
    return { workflow: current.workflow, activeOn, current, around, secrets: null };
  }
  requireOwnParts(input.rule, current.workflow);
  const workflow = proposeRule(input.rule, current.workflow, () => ctx.random.token(6));
  const secrets = secretsOf(input.rule);
  return checked(ctx, { workflow, activeOn, current, around, secrets }, input.activeOn !== undefined);
}

function secretsOf({ steps }: RuleInput): StepSecret[] {
  return steps.map(({ id: fromStepId, webhookSecret: secret }) => ({ fromStepId, secret }));
}

function checked(ctx: ServiceContext, proposal: Proposal, activates = true): Proposal {
  if (activates) requireOwnEventTypes(proposal.activeOn, proposal.around);
  const workflow = resolveRecipients(proposal.workflow, proposal.around, ctx.installation);
  requireOtherProvider(ctx, workflow);
  requireSendable(workflow, proposal.around, ctx.publicUrl);
  return { ...proposal, workflow };
}

/** Refuses a step whose texts are to be sent again by a provider that there isn't. */
function requireOtherProvider({ providers }: ServiceContext, { steps }: Workflow): void {
  const index = steps.findIndex(({ fallback }) => fallback?.kind === "other_provider");
  if (index < 0 || providers.secondSms !== null) return;
  const field = `steps.${index}.fallback.kind`;
  const why = "needs a second provider of texts: whoever runs Punctual has to set one up.";
  throw new ServiceError("BAD_REQUEST", `${field} ${why}`, { field, reason: "no_other_provider" });
}
