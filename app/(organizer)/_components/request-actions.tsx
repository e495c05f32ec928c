"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "@/app/_components/button";
import type { ButtonSize } from "@/app/_components/button-style";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { type BookingRequest, datesInWords, type RequestAnswer } from "./booking-request";
import { DeclineDialog } from "./decline-dialog";

type RequestActionsProps = {
  request: BookingRequest;
  size?: ButtonSize;
  onAnswered: (answer: RequestAnswer) => unknown;
};

/** The two answers to someone who asked for a time; why one can't be given is said below them. */
export function RequestActions({ request, size, onAnswered }: RequestActionsProps) {
  const trpc = useTRPC();
  const attemptKey = useId();
  const [idempotencyKey] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}${attemptKey}`);
  const [isDeclining, setIsDeclining] = useState(false);
  const confirm = useMutation(
    trpc.booking.confirm.mutationOptions({
      onSuccess: ({ answer }) =>
        onAnswered({
          kind: "confirmed",
          words: `Confirmed: ${request.who}${datesInWords(answer.others?.length)}. They are told.`,
        }),
    }),
  );
  const [failure] = confirm.isError ? formErrors(confirm.error) : [];
  return (
    <div className="relative flex flex-col gap-2">
      <div className="flex flex-wrap gap-2 *:grow">
        <Button
          size={size}
          isPending={confirm.isPending}
          aria-label={`Confirm ${request.who}`}
          onPress={() => confirm.mutate({ uid: request.uid, idempotencyKey })}
        >
          Confirm
        </Button>
        <Button
          variant="secondary"
          size={size}
          isDisabled={confirm.isPending}
          aria-label={`Decline ${request.who}`}
          onPress={() => setIsDeclining(true)}
        >
          Decline
        </Button>
      </div>
      <p role="alert" className="max-w-80 text-sm font-medium text-bad-text empty:hidden">
        {failure?.message}
      </p>
      {isDeclining && (
        <DeclineDialog request={request} onClose={() => setIsDeclining(false)} onAnswered={onAnswered} />
      )}
    </div>
  );
}
