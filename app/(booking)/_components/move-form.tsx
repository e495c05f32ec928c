"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { TextArea } from "@/app/_components/text-area";
import { useTRPCClient } from "@/app/_lib/trpc";
import { useSingleFlight } from "@/app/_lib/use-single-flight";
import { failureInWords } from "./failure-in-words";
import { type RefusedTime, refusedTime } from "./refused-time";
import { submissionMemory } from "./submission-memory";
import { submitOnce } from "./submit-once";

type MoveFormProps = {
  uid: string;
  startsAt: string;
  /** The name under which sending the form is remembered. */
  submission: string;
  /** The hold on the time, if there is one. */
  reservationUid: () => Promise<string | undefined>;
  onMoved: (moved: { uid: string; hasInFlightMessages: boolean }) => void;
  onTimeRefused: (refused: RefusedTime) => void;
};

/** Asks why a booking is moved, and moves it. */
export function MoveForm({
  uid,
  startsAt,
  submission,
  reservationUid,
  onMoved,
  onTimeRefused,
}: MoveFormProps) {
  const client = useTRPCClient();
  const [reason, setReason] = useState("");
  const move = useMutation({
    mutationFn: async () => {
      const input = {
        uid,
        startsAt,
        reschedulingReason: reason.trim() || undefined,
        reservationUid: await reservationUid(),
      };
      const { answer } = await submitOnce(submissionMemory(submission), input, (sent, idempotencyKey) =>
        client.booking.reschedule.mutate({ ...sent, idempotencyKey }),
      );
      return answer;
    },
  });
  const singly = useSingleFlight();
  const submit = async () => {
    try {
      const answer = await move.mutateAsync();
      onMoved({ uid: answer.uid, hasInFlightMessages: answer.inFlightMessages.length > 0 });
      return "succeeded";
    } catch (error) {
      const refused = refusedTime(error);
      if (refused) onTimeRefused(refused);
      return "failed";
    }
  };
  const failure = move.isError ? failureInWords(move.error) : null;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void singly(submit);
      }}
      className="grid gap-5"
    >
      <TextArea label="Why are you moving it?" value={reason} onChange={setReason} maxLength={500} />
      {failure && (
        <Banner tone="bad" urgent>
          {failure}
        </Banner>
      )}
      <Button
        type="submit"
        isPending={move.isPending || move.isSuccess}
        className="w-full sm:w-auto sm:justify-self-start"
      >
        Move booking
      </Button>
    </form>
  );
}
