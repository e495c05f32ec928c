"use client";

import type { ReactNode } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import type { ButtonVariant } from "@/app/_components/button-style";
import { Dialog } from "@/app/_components/dialog";

type ConfirmDialogProps = {
  title: string;
  action: string;
  /** Red, unless what is done takes nothing away. */
  actionVariant?: ButtonVariant;
  onConfirm: () => void;
  onClose: () => void;
  isPending?: boolean;
  failure?: string;
  children: ReactNode;
};

/** Asks before something is done that has consequences outside. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    title,
    action,
    actionVariant = "danger",
    onConfirm,
    onClose,
    isPending = false,
    failure,
    children,
  } = props;
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
        <Button variant={actionVariant} isPending={isPending} onPress={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
