"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { TextArea } from "@/app/_components/text-area";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccountTime } from "../../../_lib/account-context";
import { useFocusOnFault } from "../../../_lib/use-focus-on-fault";
import type { BookingStory } from "./booking-view";
import type { CancelOutcome } from "./cancel-notice";

type CancelDialogProps = {
  booking: BookingStory["booking"];
  onClose: () => void;
  onCancelled: (outcome: CancelOutcome) => unknown;
};

const maxReasonCharacters = 500;

/** Asks for the reason, which the attendee reads, before a booking is cancelled for good. */
export function CancelDialog({ booking, onClose, onCancelled }: CancelDialogProps) {
  const trpc = useTRPC();
  const format = useAccountTime();
  const attemptKey = useId();
  const [idempotencyKey] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}${attemptKey}`);
  const [reason, setReason] = useState("");
  const [isReasonMissing, setIsReasonMissing] = useState(false);
  const form = useFocusOnFault(isReasonMissing);
  const cancel = useMutation(
    trpc.booking.cancel.mutationOptions({
      onSuccess: ({ answer }) => {
        onClose();
        onCancelled({ inFlight: answer.inFlightMessages.map((message) => message.channel) });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (cancel.isPending) return;
    if (reason.trim() === "") {
      setIsReasonMissing(true);
      return;
    }
    cancel.mutate({ uid: booking.uid, cancellationReason: reason, idempotencyKey });
  };
  const startsAt = new Date(booking.startsAt);
  const [failure] = cancel.isError ? formErrors(cancel.error) : [];
  const who = booking.attendees[0]?.name ?? "the attendee";
  return (
    <Dialog
      role="alertdialog"
      title="Cancel this booking?"
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
        <p>
          {booking.eventType.title} with {who} on {format.fullDay(startsAt)} at {format.time(startsAt)}. The
          time becomes free again, and {who} is told. This can’t be undone.
        </p>
        {failure && (
          <Banner tone="bad" urgent>
            {failure.message}
          </Banner>
        )}
        <TextArea
          label="Reason"
          description={`${who} reads it.`}
          isRequired
          autoFocus
          maxLength={maxReasonCharacters}
          value={reason}
          onChange={(text) => {
            setReason(text);
            setIsReasonMissing(false);
          }}
          errorMessage={isReasonMissing ? "Say why, so that nobody is left guessing." : undefined}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose} isDisabled={cancel.isPending}>
            Keep it
          </Button>
          <Button variant="danger" type="submit" isPending={cancel.isPending}>
            Cancel the booking
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
