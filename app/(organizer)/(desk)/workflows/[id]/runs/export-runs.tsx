"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import { useTRPC } from "@/app/_lib/trpc";

type ExportRunsProps = {
  filter: RouterInputs["workflow"]["exportRuns"];
  isDisabled: boolean;
};

/** Saves what a log shows as a file for spreadsheets. */
export function ExportRuns({ filter, isDisabled }: ExportRunsProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const file = useMutation({
    mutationFn: () =>
      queryClient.fetchQuery(trpc.workflow.exportRuns.queryOptions(filter, { staleTime: 0, gcTime: 0 })),
    onSuccess: ({ fileName, csv }) => save(fileName, csv),
  });
  const [failure] = file.isError ? formErrors(file.error) : [];
  return (
    <div className="flex flex-col gap-1 sm:items-end">
      <Button
        variant="secondary"
        isDisabled={isDisabled}
        isPending={file.isPending}
        onPress={() => file.mutate()}
      >
        Export as CSV
      </Button>
      <p role="status" className="max-w-64 text-sm text-muted empty:hidden">
        {file.data?.isCut &&
          `The file holds the first ${file.data.rowCount.toLocaleString()}. Choose fewer days for the rest.`}
      </p>
      <p role="alert" className="max-w-64 text-sm text-bad-text empty:hidden">
        {failure?.message}
      </p>
    </div>
  );
}

function save(fileName: string, csv: string): void {
  const url = URL.createObjectURL(new Blob([csv], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
