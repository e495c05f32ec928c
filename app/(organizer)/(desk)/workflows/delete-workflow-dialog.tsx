"use client";

import { useMutation } from "@tanstack/react-query";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { ConfirmDialog } from "../../_components/confirm-dialog";
import { ChangePreview, useChangePreview } from "./change-preview";

type DeleteWorkflowDialogProps = {
  workflow: { id: number; name: string };
  onClose: () => void;
  /** With how many messages are called off. */
  onDeleted: (cancels: number) => unknown;
};

/** Asks before a workflow is deleted, with what that calls off. */
export function DeleteWorkflowDialog({ workflow, onClose, onDeleted }: DeleteWorkflowDialogProps) {
  const trpc = useTRPC();
  const { id, name } = workflow;
  const preview = useChangePreview({ verb: "delete", input: { id } });
  const remove = useMutation(
    trpc.workflow.delete.mutationOptions({ onSuccess: () => onDeleted(preview.data?.cancels ?? 0) }),
  );
  return (
    <ConfirmDialog
      title={`Delete “${name}”?`}
      action="Delete it"
      isPending={remove.isPending || remove.isSuccess}
      failure={remove.isError ? formErrors(remove.error)[0]?.message : undefined}
      onConfirm={() => remove.mutate({ id })}
      onClose={onClose}
    >
      <p>No booking gets it any more. What it has sent stays on record. This can’t be undone.</p>
      <ChangePreview preview={preview} />
    </ConfirmDialog>
  );
}
