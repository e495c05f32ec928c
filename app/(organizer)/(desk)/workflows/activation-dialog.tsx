"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import type { ActiveOn } from "@/server/domain/workflows/workflow-input";
import { ActivationFields } from "./activation-fields";
import { changeSize } from "./change-in-words";
import { ChangePreview, useChangePreview } from "./change-preview";
import type { StartedChange } from "./change-progress";
import type { EventTypeChoice } from "./event-type-choice";
import { StoppedSendersNote } from "./stopped-senders-note";
import type { WorkflowItem } from "./workflows-view";

type ActivationDialogProps = {
  workflow: WorkflowItem;
  eventTypes: EventTypeChoice[];
  onClose: () => void;
  onChanged: (change: StartedChange) => unknown;
};

/** Switches a workflow on or off, once it is clear what that does to upcoming bookings. */
export function ActivationDialog({ workflow, eventTypes, onClose, onChanged }: ActivationDialogProps) {
  const trpc = useTRPC();
  const { id, name, version } = workflow;
  const turnsOn = workflow.activeOn.kind === "off";
  const [activeOn, setActiveOn] = useState<ActiveOn>({ kind: turnsOn ? "all" : "off" });
  const isNamed = activeOn.kind !== "event_types" || activeOn.eventTypeIds.length > 0;
  const preview = useChangePreview({ verb: "setActive", input: { id, version, activeOn } }, isNamed);
  const size = preview.data ? changeSize(preview.data) : 0;
  const setActive = useMutation(
    trpc.workflow.setActive.mutationOptions({
      onSuccess: (saved) => onChanged({ workflowId: id, version: saved.version, size }),
    }),
  );
  const isReady = isNamed && preview.data !== undefined && !preview.isPlaceholderData && !preview.isError;
  return (
    <Dialog
      title={`Switch “${name}” ${turnsOn ? "on" : "off"}?`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      {turnsOn ? (
        <ActivationFields
          activeOn={activeOn}
          onChange={setActiveOn}
          eventTypes={eventTypes}
          allowsOff={false}
          errorMessage={isNamed ? undefined : "Choose at least one event type."}
        />
      ) : (
        <p>
          New bookings no longer get anything from it, and what is planned for booked meetings is called off.
        </p>
      )}
      {turnsOn && <StoppedSendersNote actions={workflow.steps.map(({ action }) => action)} />}
      {isNamed && <ChangePreview preview={preview} />}
      {setActive.isError && (
        <Banner tone="bad" urgent className="mt-4">
          {formErrors(setActive.error)[0]?.message}
        </Banner>
      )}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button variant="secondary" onPress={onClose} isDisabled={setActive.isPending}>
          Back
        </Button>
        <Button
          isDisabled={!isReady}
          isPending={setActive.isPending || setActive.isSuccess}
          onPress={() => setActive.mutate({ id, version, activeOn })}
        >
          {turnsOn ? "Switch it on" : "Switch it off"}
        </Button>
      </div>
    </Dialog>
  );
}
