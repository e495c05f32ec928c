"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { TextArea } from "@/app/_components/text-area";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { useFocusOnFault } from "../../_lib/use-focus-on-fault";
import type { OptOut } from "./opt-outs";

type RemoveOptOutDialogProps = { optOut: OptOut; onRemoved: () => unknown; onClose: () => void };

/** Asks how somebody agreed to get texts again before they do. */
export function RemoveOptOutDialog({ optOut, onRemoved, onClose }: RemoveOptOutDialogProps) {
  const trpc = useTRPC();
  const [consent, setConsent] = useState("");
  const remove = useMutation(
    trpc.optOut.remove.mutationOptions({
      onSuccess: () => {
        onClose();
        onRemoved();
      },
    }),
  );
  const form = useFocusOnFault(remove.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!remove.isPending) remove.mutate({ id: optOut.id, consent });
  };
  const failures = remove.isError ? formErrors(remove.error) : [];
  const atConsent = failures.find(({ field }) => field === "consent");
  const other = failures.find(({ field }) => field !== "consent");
  return (
    <Dialog
      title={`Text ${optOut.name ?? optOut.phoneNumber} again?`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {other && (
          <Banner tone="bad" urgent>
            {other.message}
          </Banner>
        )}
        <p>
          They asked for no texts. Only go on if they have told you since that they want them; the simplest
          way is that they reply START themselves, which their carrier may insist on.
        </p>
        <TextArea
          label="How and when did they agree?"
          description="Kept with your name and the time."
          isRequired
          autoFocus
          maxLength={500}
          value={consent}
          onChange={setConsent}
          errorMessage={atConsent?.message}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose}>
            Keep it on the list
          </Button>
          <Button type="submit" isPending={remove.isPending}>
            They agreed: text them again
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
