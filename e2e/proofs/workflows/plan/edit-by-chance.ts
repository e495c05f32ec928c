import type { World } from "@/inngest/testing/create-world";
import { isTimed, type WorkflowStep } from "@/server/domain/workflows/workflow";
import { updateWorkflowInputSchema } from "@/server/domain/workflows/workflow-input";
import type { ServiceContext } from "@/server/services/service-context";
import { applyWorkflowChange } from "@/server/services/workflows/apply-workflow-change";
import { createWorkflow } from "@/server/services/workflows/create-workflow";
import { deleteWorkflow } from "@/server/services/workflows/delete-workflow";
import { setWorkflowActive } from "@/server/services/workflows/set-workflow-active";
import { updateWorkflow } from "@/server/services/workflows/update-workflow";
import type { Dice } from "../dice";
import type { ProofHost } from "./create-host";
import {
  differentMoments,
  randomCondition,
  randomFallback,
  randomStep,
  randomWorkflow,
  wordsOf,
} from "./random-workflow";

type View = ProofHost["workflows"][number];
const nowhere = { kind: "off" as const };

/**
 * Edits one of a host's workflows, or switches it on or off, or now and then deletes it for another, and has its
 * bookings follow. Returns the ids of those that were changed.
 */
export async function editByChance(world: World, dice: Dice, host: ProofHost): Promise<number[]> {
  const index = dice.whole(0, host.workflows.length - 1);
  const workflow = host.workflows[index];
  if (!workflow) return [];
  const ctx = world.contextAs({ kind: "organizer", userId: host.id }, "organizer");
  const { id } = workflow;
  if (dice.happens(0.05)) {
    await deleteWorkflow(ctx, { id });
    await carry(ctx, { workflowId: id, ownerId: host.id, version: workflow.version + 1 });
    const other = await createWorkflow(
      ctx,
      randomWorkflow(dice, { ...host.around, sign: `${workflow.name}N` }),
    );
    await carry(ctx, { workflowId: other.id, ownerId: host.id, version: other.version });
    host.workflows.splice(index, 1);
    host.workflows.push(other);
    return [id, other.id];
  }
  const after = dice.happens(0.25)
    ? await setWorkflowActive(ctx, { id, activeOn: otherActivation(dice, workflow, host) })
    : await updateWorkflow(ctx, changedRule(dice, workflow, host));
  host.workflows[index] = after;
  await carry(ctx, { workflowId: id, ownerId: host.id, version: after.version });
  return [id];
}

async function carry(ctx: ServiceContext, change: Parameters<typeof applyWorkflowChange>[1]): Promise<void> {
  for (let afterId: number | null = 0; afterId !== null; ) {
    const batch: Awaited<ReturnType<typeof applyWorkflowChange>> = await applyWorkflowChange(ctx, change, {
      ...{ afterId, limit: 100 },
    });
    afterId = batch.nextAfterId;
  }
}

function otherActivation(dice: Dice, { activeOn }: View, { around }: ProofHost): View["activeOn"] {
  if (activeOn.kind !== "all") return { kind: "all" };
  return dice.pick([nowhere, { kind: "event_types", eventTypeIds: around.eventTypeIds.slice(0, 2) }]);
}

function changedRule(dice: Dice, workflow: View, { around }: ProofHost) {
  const { id, name, trigger, timings, conditions, lateBooking, quietHours, version } = workflow;
  const own = { ...around, sign: name };
  const moments = differentMoments(dice).map((moment, index) => ({
    ...moment,
    ...(dice.happens(0.7) && timings[index] && { key: timings[index].key }),
  }));
  return updateWorkflowInputSchema.parse({
    ...{ id, name, trigger, version },
    timings: isTimed(trigger) && dice.happens(0.4) ? moments : timings,
    conditions: dice.happens(0.2) ? [randomCondition(dice, own)] : conditions,
    lateBooking: dice.happens(0.2) ? { kind: "send_now" } : lateBooking,
    quietHours: dice.happens(0.2) ? null : quietHours,
    steps: changedSteps(dice, workflow, own),
  });
}

/** The steps with other words, other mails that follow, one more or one less. */
function changedSteps(dice: Dice, { steps, version }: View, around: Parameters<typeof randomStep>[1]) {
  const kept = steps.length > 1 && dice.happens(0.2) ? steps.slice(1) : steps;
  const changed = kept.map((step) => changedStep(dice, step, `${around.sign}S${step.id}V${version}`));
  const added = dice.happens(0.2) ? [randomStep(dice, around, `${around.sign}N${version}`)] : [];
  return [...changed, ...added];
}

function changedStep(dice: Dice, step: WorkflowStep, sign: string) {
  const { id, action, body, subject, contentSid, verifiedRecipientId, includeCalendarEvent, webhookUrl } =
    step;
  const words = dice.happens(0.4) ? wordsOf(action, sign) : { body, subject, contentSid };
  const isOther = dice.happens(0.3) && (action.endsWith("_attendee") || action.endsWith("_host"));
  const hasMail = isOther && (action.startsWith("sms") || action.startsWith("whatsapp"));
  const fallback = hasMail ? (step.fallback ? null : randomFallback(dice, sign)) : step.fallback;
  return { id, action, ...words, verifiedRecipientId, includeCalendarEvent, webhookUrl, fallback };
}
