"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/app/_lib/trpc";
import { useSettled } from "../../../_lib/use-settled";
import type { DraftStep } from "./workflow-draft";

const settlesAfterMs = 250;

/** A step as its recipient would get it, a moment after it was last changed. */
export function useStepPreview(
  { action, body, subject }: Pick<DraftStep, "action" | "body" | "subject">,
  bookingUid: string | undefined,
) {
  const trpc = useTRPC();
  const settledBody = useSettled(body, settlesAfterMs);
  const settledSubject = useSettled(subject, settlesAfterMs);
  return useQuery({
    ...trpc.workflow.previewStep.queryOptions({
      ...{ action, bookingUid },
      body: settledBody,
      subject: settledSubject,
    }),
    placeholderData: keepPreviousData,
  });
}

export type StepPreviewAnswer = ReturnType<typeof useStepPreview>;
