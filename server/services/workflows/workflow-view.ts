import type { WorkflowRecord } from "@/db/queries/workflow-change-queries";
import type { Condition } from "@/server/domain/workflows/condition";
import type { WorkflowInPlace } from "@/server/domain/workflows/propose-change";
import type {
  LateBooking,
  QuietHours,
  Timing,
  Workflow,
  WorkflowStep,
  WorkflowTrigger,
} from "@/server/domain/workflows/workflow";
import type { ActiveOn } from "@/server/domain/workflows/workflow-input";
import { type WorkflowWarning, workflowWarnings } from "./check-workflow";
import type { WorkflowSurroundings } from "./workflow-surroundings";

export type WorkflowView = {
  id: number;
  ownerId: number;
  name: string;
  trigger: WorkflowTrigger;
  timings: Timing[];
  lateBooking: LateBooking;
  quietHours: QuietHours | null;
  conditions: Condition[];
  steps: WorkflowStep[];
  activeOn: ActiveOn;
  /** Counts the edits; hand it back with one, to be refused where somebody was quicker. */
  version: number;
  createdAt: string;
  updatedAt: string;
  warnings: WorkflowWarning[];
};

/** A workflow as its organizer reads it. */
export function workflowView(record: WorkflowRecord, around: WorkflowSurroundings): WorkflowView {
  const inPlace = workflowInPlace(record);
  const { id, ownerId, version, createdAt, updatedAt } = record.workflow;
  return {
    ...inPlace.workflow,
    id,
    ownerId,
    activeOn: inPlace.activeOn,
    version,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    warnings: workflowWarnings(inPlace, around),
  };
}

/** A workflow on record in the words of the domain. */
export function workflowInPlace({ workflow, steps, eventTypeIds }: WorkflowRecord): WorkflowInPlace {
  return { workflow: ruleOf(workflow, steps), activeOn: activeOnOf(workflow.activeOnAll, eventTypeIds) };
}

function ruleOf(row: WorkflowRecord["workflow"], steps: WorkflowRecord["steps"]): Workflow {
  const { id, name, trigger, timings, lateBooking, quietHours, conditions } = row;
  return {
    id,
    name,
    trigger,
    timings,
    lateBooking,
    quietHours,
    conditions,
    steps: steps.map(({ workflowId: _, ...step }) => step),
  };
}

function activeOnOf(activeOnAll: boolean, eventTypeIds: number[]): ActiveOn {
  if (activeOnAll) return { kind: "all" };
  return eventTypeIds.length > 0 ? { kind: "event_types", eventTypeIds } : { kind: "off" };
}
