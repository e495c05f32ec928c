"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Banner } from "@/app/_components/banner";
import { Skeleton } from "@/app/_components/skeleton";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import { useTRPC } from "@/app/_lib/trpc";
import { changeInWords } from "./change-in-words";

export type WorkflowChange = RouterInputs["workflow"]["previewChange"];

/** What a change would do to upcoming bookings, asked anew each time. */
export function useChangePreview(change: WorkflowChange, isWanted = true) {
  const trpc = useTRPC();
  return useQuery({
    ...trpc.workflow.previewChange.queryOptions(change),
    enabled: isWanted,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** What a change would do, in words. */
export function ChangePreview({ preview }: { preview: ReturnType<typeof useChangePreview> }) {
  if (preview.isError) {
    return (
      <Banner tone="bad" urgent className="mt-4">
        {formErrors(preview.error)[0]?.message}
      </Banner>
    );
  }
  const never = preview.data?.warnings.find(({ reason }) => reason === "never_fires");
  return (
    <div className="mt-4 flex flex-col gap-3">
      <p role="status" className="min-h-12 rounded-lg bg-sunken px-4 py-3 font-medium">
        {preview.data && !preview.isPlaceholderData ? (
          changeInWords(preview.data)
        ) : (
          <>
            <span className="sr-only">Counting the messages that change</span>
            <Skeleton className="h-5 w-2/3 bg-line" />
          </>
        )}
      </p>
      {never && <Banner tone="warn">{never.message}</Banner>}
    </div>
  );
}
