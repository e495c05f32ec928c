import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { describeWorkflow } from "@/server/domain/workflows/describe-workflow";
import type { StepAction, TimingMoment } from "@/server/domain/workflows/workflow";

export type SavedWorkflow = RouterOutputs["workflow"]["get"];
type SavedStep = SavedWorkflow["steps"][number];

/** A step as it is being edited; one without an id is new. */
export type DraftStep = Omit<SavedStep, "id" | "stepNumber" | "sendTo"> & {
  id?: number;
  /** Of webhooks: a new signing secret, or null for none; left out, the step keeps the one that it has. */
  webhookSecret?: string | null;
};

/** A moment as it is being edited; one without a key is new. */
export type DraftTiming = TimingMoment & { key?: string };

/** A workflow as it is being edited. */
export type WorkflowDraft = Pick<
  SavedWorkflow,
  "name" | "trigger" | "lateBooking" | "quietHours" | "conditions" | "activeOn"
> & { timings: DraftTiming[]; steps: DraftStep[] };

/** What each part of the form gets: what is edited, the way to change it, and what is wrong with it. */
export type DraftProps = {
  draft: WorkflowDraft;
  set: (part: Partial<WorkflowDraft>) => void;
  errorAt: (field: string) => string | undefined;
};

/** What can be changed of a saved workflow. */
export function draftOf(saved: SavedWorkflow): WorkflowDraft {
  const { name, trigger, timings, lateBooking, quietHours, conditions, steps, activeOn } = saved;
  return {
    ...{ name, trigger, timings, lateBooking, quietHours, conditions, activeOn },
    steps: steps.map(({ stepNumber: _, sendTo: __, ...step }) => step),
  };
}

/** The same workflow as one of its own, beside the other. */
export function copyOf(saved: SavedWorkflow): WorkflowDraft {
  const draft = draftOf(saved);
  return {
    ...draft,
    name: `Copy of ${draft.name}`.slice(0, 100),
    timings: draft.timings.map(({ key: _, ...timing }) => timing),
    // Its secret stays with the other: nobody can read it to copy it.
    steps: draft.steps.map(({ id: _, ...step }) => ({ ...step, isSigned: false })),
    activeOn: { kind: "off" },
  };
}

/** A draft that goes on from another saved version: what that one no longer has becomes new. */
export function rebased(draft: WorkflowDraft, newest: SavedWorkflow): WorkflowDraft {
  const ids = new Set<number | undefined>(newest.steps.map(({ id }) => id));
  const keys = new Set<string | undefined>(newest.timings.map(({ key }) => key));
  return {
    ...draft,
    timings: draft.timings.map(({ key, ...timing }) => (keys.has(key) ? { key, ...timing } : timing)),
    steps: draft.steps.map(({ id, ...step }) => (ids.has(id) ? { id, ...step } : step)),
  };
}

/** A step that says nothing yet. */
export function emptyStep(action: StepAction): DraftStep {
  return {
    action,
    body: "",
    subject: "",
    phoneRequired: false,
    verifiedRecipientId: null,
    includeCalendarEvent: false,
    contentSid: null,
    webhookUrl: null,
    isSigned: false,
    fallback: null,
  };
}

/** What a draft does, in a sentence. */
export function draftInWords(
  { trigger, timings, conditions, steps }: Omit<WorkflowDraft, "activeOn" | "name">,
  writing: Parameters<typeof describeWorkflow>[1],
): string {
  const keyed = timings.map((timing) => ({ ...timing, key: timing.key ?? "" }));
  return describeWorkflow({ trigger, timings: keyed, conditions, steps }, writing);
}
