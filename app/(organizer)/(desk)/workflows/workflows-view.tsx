"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ButtonLink } from "@/app/_components/button-link";
import { PageHeading } from "@/app/_components/page-heading";
import type { RouterOutputs } from "@/app/_lib/router-outputs";
import { useTRPC } from "@/app/_lib/trpc";
import { StaleNote } from "../../_components/stale-note";
import { pollInterval } from "../../_lib/poll-interval";
import { useSignedOutRedirect } from "../../_lib/use-signed-out-redirect";
import { ActivationDialog } from "./activation-dialog";
import { type StartedChange, useLatestChange } from "./change-progress";
import { DeleteWorkflowDialog } from "./delete-workflow-dialog";
import { DeletedNote } from "./deleted-note";
import type { EventTypeChoice } from "./event-type-choice";
import { StartingPoints } from "./starting-points-list";
import { WorkflowCard } from "./workflow-card";

export type WorkflowItem = RouterOutputs["workflow"]["list"][number];

type WorkflowsViewProps = {
  initial: WorkflowItem[];
  initialTallies: RouterOutputs["workflow"]["tallyLastMonth"];
  eventTypes: EventTypeChoice[];
};
type Question = { about: WorkflowItem; kind: "activate" | "delete" };

export function WorkflowsView({ initial, initialTallies, eventTypes }: WorkflowsViewProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const list = useQuery({ ...trpc.workflow.list.queryOptions(), initialData: initial });
  const tallies = useQuery({
    ...trpc.workflow.tallyLastMonth.queryOptions(),
    initialData: initialTallies,
    refetchInterval: pollInterval(false),
  });
  useSignedOutRedirect(list.error);
  const [question, setQuestion] = useState<Question | null>(null);
  const [deleted, setDeleted] = useState<{ name: string; cancels: number } | null>(null);
  const { changes, start } = useLatestChange();
  const refresh = () => queryClient.invalidateQueries(trpc.workflow.list.queryFilter());
  const close = () => setQuestion(null);
  return (
    <>
      <PageHeading
        title="Workflows"
        description="What is sent about your meetings, to whom and when."
        actions={
          <>
            <ButtonLink variant="secondary" href="/workflows/preview">
              Try a booking
            </ButtonLink>
            <ButtonLink href="/workflows/new">New workflow</ButtonLink>
          </>
        }
      />
      <StaleNote isStale={list.isError} updatedAt={list.dataUpdatedAt} />
      <DeletedNote deleted={deleted} />
      <ul className="mt-6 flex flex-col gap-4 empty:hidden">
        {list.data.map((workflow) => (
          <li key={workflow.id}>
            <WorkflowCard
              workflow={workflow}
              eventTypes={eventTypes}
              tally={tallies.data.find(({ workflowId }) => workflowId === workflow.id)}
              change={changes.get(workflow.id)}
              onSwitch={() => setQuestion({ about: workflow, kind: "activate" })}
              onDelete={() => setQuestion({ about: workflow, kind: "delete" })}
            />
          </li>
        ))}
      </ul>
      <StartingPoints isFirst={list.data.length === 0} eventTypes={eventTypes} />
      {question?.kind === "activate" && (
        <ActivationDialog
          workflow={question.about}
          eventTypes={eventTypes}
          onClose={close}
          onChanged={(change: StartedChange) => {
            close();
            start(change);
            return refresh();
          }}
        />
      )}
      {question?.kind === "delete" && (
        <DeleteWorkflowDialog
          workflow={question.about}
          onClose={close}
          onDeleted={(cancels) => {
            close();
            setDeleted({ name: question.about.name, cancels });
            return refresh();
          }}
        />
      )}
    </>
  );
}
