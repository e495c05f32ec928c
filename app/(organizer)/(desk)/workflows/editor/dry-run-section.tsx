"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import type { RouterInputs } from "@/app/_lib/router-inputs";
import { useTRPC } from "@/app/_lib/trpc";
import { EditorSection } from "../../../_components/editor-section";
import { DryRunReport } from "./dry-run-report";
import { refusalAtEnd, refusalsInWords } from "./refusal-in-words";
import type { SavedWorkflow, WorkflowDraft } from "./workflow-draft";

type DryRunSectionProps = { draft: WorkflowDraft; record: SavedWorkflow | null; version: number | null };

/** Tries the draft on the bookings of the last month, and tells what it would have sent. */
export function DryRunSection({ draft, record, version }: DryRunSectionProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const run = useMutation({
    mutationFn: async (change: RouterInputs["workflow"]["dryRun"]) => ({
      of: draft,
      report: await queryClient.fetchQuery(
        trpc.workflow.dryRun.queryOptions(change, { staleTime: 0, gcTime: 0 }),
      ),
    }),
  });
  const press = () =>
    run.mutate(
      record
        ? { verb: "update", input: { ...draft, id: record.id, version: version ?? undefined } }
        : { verb: "create", input: draft },
    );
  const [refusal] = run.isError ? refusalsInWords(run.error) : [];
  const failure = refusal
    ? refusalAtEnd(refusal)
    : run.isError
      ? formErrors(run.error)[0]?.message
      : undefined;
  return (
    <EditorSection
      title="Would have sent"
      description="Try it on the bookings of the last 30 days before you save it. Nothing is sent."
    >
      <div>
        <Button variant="secondary" isPending={run.isPending} onPress={press}>
          {run.data ? "Try it again" : "Try it on last month"}
        </Button>
      </div>
      {failure && (
        <Banner tone="bad" urgent>
          {failure}
        </Banner>
      )}
      {run.data && (
        <div role="status">
          <DryRunReport report={run.data.report} isOutdated={run.data.of !== draft} />
        </div>
      )}
    </EditorSection>
  );
}
