"use client";

import type { ReactNode } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";

type ConfirmDialogProps = {
  title: string;
  action: string;
  onConfirm: () => void;
  onClose: () => void;
  isPending?: boolean;
  failure?: string;
  children: ReactNode;
};

/** Asks before something is done that can't be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, action, onConfirm, onClose, isPending = false, failure, children } = props;
  return (
    <Dialog role="alertdialog" title={title} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      {children}
      {failure && (
        <Banner tone="bad" urgent className="mt-4">
          {failure}
        </Banner>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onPress={onClose} autoFocus isDisabled={isPending}>
          Back
        </Button>
        <Button variant="danger" isPending={isPending} onPress={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
