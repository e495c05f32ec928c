"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/app/_components/button";
import { useTRPC } from "@/app/_lib/trpc";
import { CallAnswer } from "../../../_components/call-answer";
import { refusalsInWords } from "./refusal-in-words";
import type { DraftStep } from "./workflow-draft";

type CallTestProps = {
  step: DraftStep;
  number: number;
  workflowName: string;
  bookingUid: string | undefined;
};

/** Calls the address with the booking that the texts are shown for, or a made-up one, and shows what comes back. */
export function CallTest({ step, number, workflowName, bookingUid }: CallTestProps) {
  const trpc = useTRPC();
  const test = useMutation(trpc.webhook.testCall.mutationOptions());
  const { id: stepId, webhookUrl, webhookSecret: secret } = step;
  const press = () => {
    const url = webhookUrl ?? "";
    test.mutate({ url, secret, stepId, workflowName, stepNumber: number, bookingUid });
  };
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        variant="secondary"
        size="small"
        isDisabled={!webhookUrl}
        isPending={test.isPending}
        onPress={press}
      >
        Send a test call
      </Button>
      <p className="text-sm text-muted">
        It tells of {bookingUid ? "the booking chosen above" : "a made-up booking"} and is marked{" "}
        <code className="font-mono text-xs">"test": true</code>.
      </p>
      <div role="status" className="w-full text-sm">
        {test.data && <CallAnswer report={test.data} />}
        {test.isError && <p className="text-bad-text">{refusalsInWords(test.error)[0]?.message}</p>}
      </div>
    </div>
  );
}
