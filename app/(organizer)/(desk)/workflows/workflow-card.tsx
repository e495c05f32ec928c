"use client";

import { Button } from "@/app/_components/button";
import { ButtonLink } from "@/app/_components/button-link";
import { Card } from "@/app/_components/card";
import { StatusBadge } from "@/app/_components/status-badge";
import { Switch } from "@/app/_components/switch";
import { TextLink } from "@/app/_components/text-link";
import { describeWorkflow } from "@/server/domain/workflows/describe-workflow";
import { activationInWords } from "./activation-in-words";
import { ChangeProgress, type StartedChange } from "./change-progress";
import type { EventTypeChoice } from "./event-type-choice";
import { useWriting } from "./use-writing";
import type { WorkflowItem } from "./workflows-view";

type WorkflowCardProps = {
  workflow: WorkflowItem;
  eventTypes: EventTypeChoice[];
  /** What became of its messages in the last 30 days; undefined where it had none. */
  tally: { sent: number; failed: number } | undefined;
  /** The change that was made last on this page. */
  change: StartedChange | undefined;
  onSwitch: () => void;
  onDelete: () => void;
};

/** A workflow in the list: what it does, where it is on, and the ways to change it. */
export function WorkflowCard(props: WorkflowCardProps) {
  const { workflow, eventTypes, tally, change, onSwitch, onDelete } = props;
  const writing = useWriting(eventTypes);
  const { id, name, activeOn } = workflow;
  const isOn = activeOn.kind !== "off";
  const never = workflow.warnings.find(({ reason }) => reason === "never_fires");
  return (
    <Card className="p-5">
      <article className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3" aria-label={name}>
        <div className="min-w-0 flex-1 basis-72">
          <h2 className="flex flex-wrap items-center gap-x-3 gap-y-1 text-lg tracking-tight">
            <TextLink href={`/workflows/${id}`}>{name}</TextLink>
            {never && <StatusBadge tone="warn">Never fires</StatusBadge>}
          </h2>
          <p className="mt-1">{describeWorkflow(workflow, writing)}.</p>
          <p className="mt-1 text-sm text-muted">
            {isOn ? `On for ${activationInWords(activeOn, writing.eventType)}` : "Off: nothing is sent"}
          </p>
          <LastMonth tally={tally} />
          {never && <p className="mt-2 text-sm text-warn-text">{never.message}</p>}
        </div>
        <Switch isSelected={isOn} onChange={onSwitch} aria-label={`${name} is on`}>
          {isOn ? "On" : "Off"}
        </Switch>
        <div className="flex basis-full flex-wrap gap-2">
          <ButtonLink variant="secondary" size="small" href={`/workflows/${id}`}>
            Edit<span className="sr-only"> {name}</span>
          </ButtonLink>
          <ButtonLink variant="secondary" size="small" href={`/workflows/${id}/runs`}>
            Run log<span className="sr-only"> of {name}</span>
          </ButtonLink>
          <ButtonLink variant="secondary" size="small" href={`/workflows/new?copy=${id}`}>
            Duplicate<span className="sr-only"> {name}</span>
          </ButtonLink>
          <Button variant="quiet-danger" size="small" aria-label={`Delete ${name}`} onPress={onDelete}>
            Delete
          </Button>
        </div>
        {change && <ChangeProgress key={change.version} change={change} />}
      </article>
    </Card>
  );
}

function LastMonth({ tally }: Pick<WorkflowCardProps, "tally">) {
  const { sent, failed } = tally ?? { sent: 0, failed: 0 };
  return (
    <p className="tabular mt-1 text-sm text-muted">
      Last 30 days: {sent} sent
      {failed > 0 && <span className="font-medium text-bad-text">, {failed} failed</span>}
    </p>
  );
}
