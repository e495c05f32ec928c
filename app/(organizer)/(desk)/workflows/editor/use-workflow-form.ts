"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormError } from "@/app/_lib/form-error";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { createWorkflowInputSchema } from "@/server/domain/workflows/workflow-input";
import { schemaFaults } from "../../../_lib/schema-faults";
import { useDraft } from "../../../_lib/use-draft";
import { useFormFaults } from "../../../_lib/use-form-faults";
import { changeSize } from "../change-in-words";
import type { WorkflowChange } from "../change-preview";
import { refusalAtEnd, refusalsInWords } from "./refusal-in-words";
import { draftOf, rebased, type SavedWorkflow, type WorkflowDraft } from "./workflow-draft";

export type WorkflowPreview = RouterOutputs["workflow"]["previewChange"];

type FormInput = {
  initial: WorkflowDraft;
  /** The workflow on record, or null for a new one. */
  record: SavedWorkflow | null;
  /** With how many messages follow. */
  onSaved: (saved: SavedWorkflow, size: number) => void;
};

/** A workflow being edited: what is wrong with it, what saving it would change, and saving exactly that. */
export function useWorkflowForm({ initial, record, onSaved }: FormInput) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [version, setVersion] = useState(record?.version ?? null);
  const { draft, saved, isDirty, set, discard, accept } = useDraft(initial);
  const [asked, setAsked] = useState<WorkflowPreview | null>(null);
  const create = useMutation(trpc.workflow.create.mutationOptions());
  const update = useMutation(trpc.workflow.update.mutationOptions());
  const preview = useMutation({
    mutationFn: (change: WorkflowChange) =>
      queryClient.fetchQuery(trpc.workflow.previewChange.queryOptions(change, { staleTime: 0, gcTime: 0 })),
  });
  const error = preview.error ?? create.error ?? update.error;
  const refusals = error ? refusalsInWords(error) : [];
  const faults = schemaFaults(createWorkflowInputSchema, draft);
  const form = useFormFaults(faults, error);
  const forget = () => {
    for (const call of [preview, create, update]) if (!call.isIdle) call.reset();
  };

  const keep = (kept: SavedWorkflow, sent: WorkflowDraft, size: number) => {
    setAsked(null);
    setVersion(kept.version);
    accept(draftOf(kept), sent);
    onSaved(kept, size);
  };
  const save = (seen: WorkflowPreview) => {
    const onSuccess = (kept: SavedWorkflow) => keep(kept, draft, changeSize(seen));
    const onError = () => setAsked(null);
    if (record && seen.version !== null) {
      update.mutate({ ...draft, id: record.id, version: seen.version }, { onSuccess, onError });
    } else create.mutate(draft, { onSuccess: ({ answer }) => onSuccess(answer), onError });
  };
  const submit = () => {
    if (preview.isPending || create.isPending || update.isPending || !form.check()) return;
    forget();
    const change: WorkflowChange =
      record && version !== null
        ? { verb: "update", input: { ...draft, id: record.id, version } }
        : { verb: "create", input: draft };
    const isOffThroughout = draft.activeOn.kind === "off" && (!record || saved.activeOn.kind === "off");
    preview.mutate(change, { onSuccess: (seen) => (isOffThroughout ? save(seen) : setAsked(seen)) });
  };
  return {
    ...{ draft, saved, isDirty, faults, asked, submit, version },
    formRef: form.form,
    set: (part: Partial<WorkflowDraft>) => {
      set(part);
      forget();
    },
    errorAt: (field: string) => refusalAt(refusals, field) ?? form.errorAt(field),
    failure: refusals[0] ? refusalAtEnd(refusals[0]) : form.failure,
    isConflict: refusals.some(({ reason }) => reason === "workflow_changed"),
    isPending: preview.isPending || create.isPending || update.isPending,
    isSaved: update.isSuccess || create.isSuccess,
    confirm: () => asked && save(asked),
    dismiss: () => setAsked(null),
    discard: () => {
      discard();
      form.forgive();
      forget();
    },
    /** Goes on from what is on record now, with what was typed or without. */
    takeUp: (newest: SavedWorkflow, keepsMine: boolean) => {
      const sent = draft;
      accept(draftOf(newest), sent);
      set(keepsMine ? rebased(sent, newest) : draftOf(newest));
      setVersion(newest.version);
      forget();
    },
  };
}

function refusalAt(refusals: FormError[], field: string): string | undefined {
  return refusals.find((refusal) => refusal.field === field)?.message;
}
