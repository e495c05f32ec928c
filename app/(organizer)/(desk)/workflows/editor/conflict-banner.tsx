"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import type { SavedWorkflow } from "./workflow-draft";

type ConflictBannerProps = { id: number; onTakeUp: (newest: SavedWorkflow, keepsMine: boolean) => void };

/** Says that the workflow was changed elsewhere while it was edited here, and offers both ways on. */
export function ConflictBanner({ id, onTakeUp }: ConflictBannerProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const load = useMutation({
    mutationFn: (_keepsMine: boolean) =>
      queryClient.fetchQuery(trpc.workflow.get.queryOptions({ id }, { staleTime: 0 })),
    onSuccess: onTakeUp,
  });
  return (
    <Banner tone="warn" urgent title="This workflow was changed elsewhere" className="mt-4">
      <p>
        It was saved in another window or by somebody else since you opened it, so nothing of yours is saved
        yet.
      </p>
      {load.isError && <p className="mt-1 font-medium">{formErrors(load.error)[0]?.message}</p>}
      <div className="mt-3 flex flex-wrap gap-2">
        <Button
          variant="secondary"
          size="small"
          isDisabled={load.isPending}
          onPress={() => load.mutate(false)}
        >
          Show what is saved now
        </Button>
        <Button
          variant="secondary"
          size="small"
          isDisabled={load.isPending}
          onPress={() => load.mutate(true)}
        >
          Keep mine, to save over it
        </Button>
      </div>
    </Banner>
  );
}
