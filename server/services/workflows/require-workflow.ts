import type { Queryable } from "@/db/client";
import { findOwnWorkflows, type WorkflowRecord } from "@/db/queries/workflow-change-queries";
import type { Workflow } from "@/server/domain/workflows/workflow";
import type { ActiveOn, RuleInput } from "@/server/domain/workflows/workflow-input";
import { ServiceError } from "@/server/platform/service-error";
import type { WorkflowSurroundings } from "./workflow-surroundings";

/**
 * A workflow of the owner; with a version, as the caller has seen it.
 * @throws ServiceError NOT_FOUND for one that is unknown, deleted or another's; CONFLICT where it has changed since.
 */
export async function requireWorkflow(
  db: Queryable,
  ownerId: number,
  { id, version }: { id: number; version?: number },
): Promise<WorkflowRecord> {
  const [record] = await findOwnWorkflows(db, { ownerId, id });
  if (!record) {
    throw new ServiceError("NOT_FOUND", `Workflow with id=${id} not found.`, {
      field: "id",
      reason: "workflow_not_found",
    });
  }
  if (version !== undefined && version !== record.workflow.version) {
    throw new ServiceError("CONFLICT", "The workflow has been changed meanwhile. Look at it again first.", {
      field: "version",
      reason: "workflow_changed",
      data: { version: record.workflow.version },
    });
  }
  return record;
}

/**
 * Refuses to switch a workflow on for event types that the owner doesn't offer.
 * @throws ServiceError BAD_REQUEST that names them.
 */
export function requireOwnEventTypes(activeOn: ActiveOn, { eventTypes }: WorkflowSurroundings): void {
  if (activeOn.kind !== "event_types") return;
  const own = new Set(eventTypes.map(({ id }) => id));
  const unknown = activeOn.eventTypeIds.filter((id) => !own.has(id));
  if (unknown.length === 0) return;
  throw new ServiceError("BAD_REQUEST", `You have no event type with id ${unknown.join(", ")}.`, {
    field: "activeOn.eventTypeIds",
    reason: "event_type_not_found",
    data: { eventTypeIds: unknown },
  });
}

/**
 * Refuses steps and moments that claim to be there already and aren't.
 * @throws ServiceError BAD_REQUEST that names the field.
 */
export function requireOwnParts(rule: RuleInput, current: Workflow | null): void {
  const stepIds = new Set(current?.steps.map(({ id }) => id));
  const keys = new Set(current?.timings.map(({ key }) => key));
  const step = rule.steps.findIndex(({ id }) => id !== undefined && !stepIds.has(id));
  const timing = rule.timings.findIndex(({ key }) => key !== undefined && !keys.has(key));
  if (step >= 0)
    throw unknownPart(`steps.${step}.id`, "is no step of this workflow; leave it out for a new step.");
  if (timing >= 0)
    throw unknownPart(`timings.${timing}.key`, "is no moment of this workflow; leave it out for a new one.");
}

function unknownPart(field: string, message: string): ServiceError {
  return new ServiceError("BAD_REQUEST", `${field} ${message}`, { field, reason: "part_not_found" });
}
