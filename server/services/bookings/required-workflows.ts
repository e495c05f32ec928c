import type { Queryable } from "@/db/client";
import type { EventTypeWithHost } from "@/db/queries/event-type-queries";
import { findWorkflowsInForce } from "@/db/queries/workflow-queries";
import type { Workflow } from "@/server/domain/workflows/workflow";
import { ServiceError } from "@/server/platform/service-error";

/**
 * The workflows that a new booking of this event type gets: those active on it, or exactly the requested ones.
 * @throws ServiceError BAD_REQUEST that names the requested ids the host does not have.
 */
export async function requiredWorkflows(
  db: Queryable,
  { eventType, host }: EventTypeWithHost,
  requestedIds: number[] | null,
): Promise<Workflow[]> {
  const workflows = await findWorkflowsInForce(db, {
    ownerId: host.id,
    eventTypeId: eventType.id,
    requestedIds,
  });
  const known = new Set(workflows.map((workflow) => workflow.id));
  const unknown = [...new Set(requestedIds ?? [])].filter((id) => !known.has(id));
  if (unknown.length === 0) return workflows;
  const noun =
    unknown.length === 1 ? `Workflow with id ${unknown[0]}` : `Workflows with ids ${unknown.join(", ")}`;
  throw new ServiceError(
    "BAD_REQUEST",
    `${noun} not found. Pass only workflows of this event type's owner.`,
    {
      field: "workflowIds",
      reason: "workflow_not_found",
      data: { workflowIds: unknown },
    },
  );
}
