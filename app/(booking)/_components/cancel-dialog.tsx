"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { Dialog } from "@/app/_components/dialog";
import { TextArea } from "@/app/_components/text-area";
import { useTRPC, useTRPCClient } from "@/app/_lib/trpc";
import { useSingleFlight } from "@/app/_lib/use-single-flight";
import type { Booking } from "./bookable";
import { failureInWords } from "./failure-in-words";
import { submissionMemory } from "./submission-memory";
import { submitOnce } from "./submit-once";

type CancelDialogProps = {
  booking: Booking;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  onCancelled: (cancelled: { hasInFlightMessages: boolean }) => void;
};

/** Asks whether to cancel, and why. */
export function CancelDialog({ booking, isOpen, onOpenChange, onCancelled }: CancelDialogProps) {
  const [reason, setReason] = useState("");
  const cancel = useCancelling(booking.uid, reason);
  const singly = useSingleFlight();
  const submit = async () => {
    try {
      const { inFlightMessages } = await cancel.mutateAsync();
      onOpenChange(false);
      onCancelled({ hasInFlightMessages: inFlightMessages.length > 0 });
      return "succeeded";
    } catch {
      // The dialog stays open and shows what the mutation holds.
      return "failed";
    }
  };
  return (
    <Dialog title="Cancel this booking?" isOpen={isOpen} onOpenChange={onOpenChange} role="alertdialog">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void singly(submit);
        }}
        className="grid gap-4"
      >
        <p className="text-muted">{booking.host.name} will be told, and the time becomes free for others.</p>
        <TextArea label="Why?" name="reason" value={reason} onChange={setReason} maxLength={500} autoFocus />
        {cancel.isError && (
          <Banner tone="bad" urgent>
            {failureInWords(cancel.error)}
          </Banner>
        )}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="secondary" onPress={() => onOpenChange(false)}>
            Keep booking
          </Button>
          <Button type="submit" variant="danger" isPending={cancel.isPending}>
            Cancel booking
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function useCancelling(uid: string, reason: string) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const input = { uid, cancellationReason: reason.trim() || undefined };
      const { answer } = await submitOnce(submissionMemory(`cancel.${uid}`), input, (sent, idempotencyKey) =>
        client.booking.cancel.mutate({ ...sent, idempotencyKey }),
      );
      return answer;
    },
    onSuccess: ({ inFlightMessages: _, ...booking }) =>
      queryClient.setQueryData(trpc.booking.get.queryKey({ uid }), booking),
    onError: () => queryClient.invalidateQueries({ queryKey: trpc.booking.get.queryKey({ uid }) }),
  });
}
