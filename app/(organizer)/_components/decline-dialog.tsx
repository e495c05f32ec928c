"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { TextArea } from "@/app/_components/text-area";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { useAccountTime } from "../_lib/account-context";
import { type BookingRequest, datesInWords, type RequestAnswer } from "./booking-request";

type DeclineDialogProps = {
  request: BookingRequest;
  onClose: () => void;
  onAnswered: (answer: RequestAnswer) => unknown;
};

const maxReasonCharacters = 500;

/** Asks before a request is turned down, and for words to its sender. */
export function DeclineDialog({ request, onClose, onAnswered }: DeclineDialogProps) {
  const trpc = useTRPC();
  const format = useAccountTime();
  const attemptKey = useId();
  const [idempotencyKey] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}${attemptKey}`);
  const [reason, setReason] = useState("");
  const decline = useMutation(
    trpc.booking.decline.mutationOptions({
      onSuccess: ({ answer }) => {
        onClose();
        onAnswered({
          kind: "declined",
          words: `Declined: ${request.who}${datesInWords(answer.others?.length)}. They are told.`,
        });
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!decline.isPending) decline.mutate({ uid: request.uid, reason: reason.trim(), idempotencyKey });
  };
  const startsAt = new Date(request.startsAt);
  const [failure] = decline.isError ? formErrors(decline.error) : [];
  return (
    <Dialog
      role="alertdialog"
      title={`Decline ${request.who}?`}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p>
          {request.title} on {format.fullDay(startsAt)} at {format.time(startsAt)}. The time becomes free
          again, and {request.who} is told. This can’t be undone.
        </p>
        {failure && (
          <Banner tone="bad" urgent>
            {failure.message}
          </Banner>
        )}
        <TextArea
          label="Reason"
          description={`${request.who} reads it.`}
          autoFocus
          maxLength={maxReasonCharacters}
          value={reason}
          onChange={setReason}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button variant="secondary" onPress={onClose} isDisabled={decline.isPending}>
            Back
          </Button>
          <Button variant="danger" type="submit" isPending={decline.isPending}>
            Decline the request
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
