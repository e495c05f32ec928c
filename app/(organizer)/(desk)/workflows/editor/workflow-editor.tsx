"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { ButtonLink } from "@/app/_components/button-link";
import { PageHeading } from "@/app/_components/page-heading";
import { TextField } from "@/app/_components/text-field";
import { BackLink } from "../../../_components/back-link";
import { EditorSection } from "../../../_components/editor-section";
import { SaveBar } from "../../../_components/save-bar";
import { UnsavedGuard } from "../../../_components/unsaved-guard";
import { useLastSound } from "../../../_lib/use-last-sound";
import { ActivationFields } from "../activation-fields";
import { ChangeProgress, type StartedChange } from "../change-progress";
import { ConditionsSection } from "./conditions-section";
import { ConflictBanner } from "./conflict-banner";
import { DeleteWorkflow } from "./delete-workflow";
import { DryRunSection } from "./dry-run-section";
import type { EditorFacts } from "./editor-facts";
import { SaveDialog } from "./save-dialog";
import { SentenceCard } from "./sentence-card";
import { StepsSection } from "./steps-section";
import { useWorkflowForm } from "./use-workflow-form";
import { WhenSection } from "./when-section";
import type { SavedWorkflow, WorkflowDraft } from "./workflow-draft";

type WorkflowEditorProps = {
  initial: WorkflowDraft;
  /** The workflow on record, or null for a new one. */
  record: SavedWorkflow | null;
  /** A change that upcoming bookings still follow, from before the page was opened. */
  pending: StartedChange | null;
  facts: EditorFacts;
};

/** All that an organizer can say about what is sent, in the order of the sentence that it makes. */
export function WorkflowEditor({ initial, record, pending, facts }: WorkflowEditorProps) {
  const router = useRouter();
  const [change, setChange] = useState(pending);
  const form = useWorkflowForm({
    initial,
    record,
    onSaved: ({ id, version }, size) => {
      if (record) setChange({ workflowId: id, version, size });
      else router.replace(`/workflows/${id}`);
      router.refresh();
    },
  });
  const { draft, saved, isDirty, set, errorAt, faults } = form;
  const shown = useShownDraft(draft, faults);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit();
  };
  const parts = { draft, set, errorAt };
  const { eventTypes, templates } = facts;
  return (
    <>
      <BackLink href="/workflows">Workflows</BackLink>
      <PageHeading
        title={record ? saved.name : "New workflow"}
        actions={
          record && (
            <ButtonLink variant="secondary" href={`/workflows/${record.id}/runs`}>
              Run log
            </ButtonLink>
          )
        }
      />
      <UnsavedGuard isDirty={isDirty && !(form.isSaved && !record)} />
      {form.isConflict && record && <ConflictBanner id={record.id} onTakeUp={form.takeUp} />}
      {change && (
        <div className="mt-4">
          <ChangeProgress key={change.version} change={change} />
        </div>
      )}
      <SentenceCard draft={shown} eventTypes={eventTypes} />
      <form
        ref={form.formRef}
        onSubmit={submit}
        noValidate
        className="mt-6 flex min-w-0 flex-col gap-6 [&_*]:scroll-mb-40"
      >
        <EditorSection title="Name">
          <TextField
            label="Name"
            description="For you only."
            isRequired
            maxLength={100}
            value={draft.name}
            onChange={(name) => set({ name })}
            errorMessage={errorAt("name")}
          />
        </EditorSection>
        <WhenSection {...parts} shown={shown} />
        <ConditionsSection {...parts} eventTypes={eventTypes} questions={templates.questions} />
        <StepsSection {...parts} facts={facts} workflowId={record?.id ?? null} />
        <EditorSection title="Where">
          <ActivationFields
            activeOn={draft.activeOn}
            onChange={(activeOn) => set({ activeOn })}
            eventTypes={eventTypes}
            errorMessage={errorAt("activeOn.eventTypeIds")}
          />
        </EditorSection>
        <DryRunSection draft={draft} record={record} version={form.version} />
        <SaveBar
          isDirty={isDirty}
          isPending={form.isPending && !form.asked}
          isSaved={form.isSaved}
          failure={form.failure}
          onDiscard={form.discard}
        />
      </form>
      {record && <DeleteWorkflow id={record.id} name={saved.name} />}
      {form.asked && (
        <SaveDialog
          preview={form.asked}
          isPending={form.isPending}
          onConfirm={form.confirm}
          onClose={form.dismiss}
        />
      )}
    </>
  );
}

/** The draft as it is shown while it is typed: moments that were sound last, and conditions that are finished. */
function useShownDraft(draft: WorkflowDraft, faults: ReadonlyMap<string, string>): WorkflowDraft {
  const fields = [...faults.keys()];
  const isWhenSound = !fields.some((field) => /^(timings|quietHours)/.test(field));
  const { trigger, timings, quietHours } = useLastSound(draft, isWhenSound);
  const isFinished = (index: number) => !fields.some((field) => field.startsWith(`conditions.${index}.`));
  const conditions = draft.conditions.filter((_, index) => isFinished(index));
  return { ...draft, trigger, timings, quietHours, conditions };
}
