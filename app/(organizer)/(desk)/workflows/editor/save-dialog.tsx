"use client";

import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { changeInWords, changeSize } from "../change-in-words";
import type { WorkflowPreview } from "./use-workflow-form";

type SaveDialogProps = {
  preview: WorkflowPreview;
  isPending: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** What saving changes for meetings that are booked already, before it does. */
export function SaveDialog({ preview, isPending, onConfirm, onClose }: SaveDialogProps) {
  const never = preview.warnings.find(({ reason }) => reason === "never_fires");
  return (
    <Dialog title="Save this?" isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <p className="rounded-lg bg-sunken px-4 py-3 font-medium">{changeInWords(preview)}</p>
      <p className="mt-3 text-muted">
        {changeSize(preview) > 0
          ? "New bookings follow it at once, upcoming ones within moments. What has been sent stays as it is."
          : "New bookings follow it at once."}
      </p>
      {never && (
        <Banner tone="warn" className="mt-3">
          {never.message}
        </Banner>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onPress={onClose} isDisabled={isPending}>
          Back
        </Button>
        <Button isPending={isPending} onPress={onConfirm}>
          Save it
        </Button>
      </div>
    </Dialog>
  );
}
