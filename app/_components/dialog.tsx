"use client";

import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";

type DialogProps = {
  title: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  /** A question that must be answered: a click outside doesn't close it. */
  role?: "dialog" | "alertdialog";
  children: ReactNode;
};

/** A question or a small form over the page; on a phone it rises from the bottom edge. */
export function Dialog({ title, isOpen, onOpenChange, role = "dialog", children }: DialogProps) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={role === "dialog"}
      className="fixed inset-0 z-10 flex items-end justify-center bg-scrim data-entering:animate-appear sm:items-center sm:p-6"
    >
      <Modal className="max-h-[90dvh] w-full max-w-lg overflow-auto rounded-t-xl border border-line bg-surface shadow-raised sm:rounded-xl">
        <AriaDialog role={role} className="p-6 outline-none">
          <Heading slot="title" className="text-xl font-semibold tracking-tight">
            {title}
          </Heading>
          <div className="mt-3">{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
