"use client";

import { useMutation } from "@tanstack/react-query";
import { Button } from "@/app/_components/button";
import { useTRPC } from "@/app/_lib/trpc";
import { CallAnswer } from "../../../_components/call-answer";
import { refusalsInWords } from "./refusal-in-words";
import type { DraftStep } from "./workflow-draft";

/** Calls the address with a made-up booking and shows what comes back. */
export function CallTest({ step }: { step: DraftStep }) {
  const trpc = useTRPC();
  const test = useMutation(trpc.webhook.testCall.mutationOptions());
  const { id: stepId, webhookUrl, webhookSecret: secret } = step;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        variant="secondary"
        size="small"
        isDisabled={!webhookUrl}
        isPending={test.isPending}
        onPress={() => test.mutate({ url: webhookUrl ?? "", secret, stepId })}
      >
        Send a test call
      </Button>
      <div role="status" className="w-full text-sm">
        {test.data && <CallAnswer report={test.data} />}
        {test.isError && <p className="text-bad-text">{refusalsInWords(test.error)[0]?.message}</p>}
      </div>
    </div>
  );
}
