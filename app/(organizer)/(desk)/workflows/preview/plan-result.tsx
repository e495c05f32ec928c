"use client";

import { Card } from "@/app/_components/card";
import { CheckIcon } from "@/app/_components/icons/check-icon";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import { StatusBadge } from "@/app/_components/status-badge";
import { TextLink } from "@/app/_components/text-link";
import type { BookingOccasion } from "@/server/domain/workflows/notices";
import type { PlanAnswer } from "./plan-question";
import { occasionWords } from "./plan-words";
import { PlannedMessageCard } from "./planned-message-card";

type PlanResultProps = { plan: PlanAnswer; occasion: BookingOccasion; now: Date };
type PlannedWorkflow = PlanAnswer["workflows"][number];

/** What a booking would owe: by workflow, and by itself. */
export function PlanResult({ plan, occasion, now }: PlanResultProps) {
  const setOff = plan.workflows.filter(({ isSetOff }) => isSetOff);
  const others = plan.workflows.filter(({ isSetOff }) => !isSetOff);
  return (
    <div className="flex flex-col gap-4">
      {setOff.length === 0 && (
        <Card className="p-5">
          <h2 className="text-lg font-semibold tracking-tight">No workflow is set off</h2>
          <p className="mt-1 text-muted">
            None that is on for this event type acts when: {occasionWords[occasion].toLowerCase()}.
          </p>
        </Card>
      )}
      {setOff.map((workflow) => (
        <WorkflowPlan key={workflow.id} workflow={workflow} now={now} />
      ))}
      {plan.notifications.length > 0 && (
        <Card className="p-5">
          <h2 className="text-lg font-semibold tracking-tight">Sent with every booking</h2>
          <ul className="mt-3 flex flex-col gap-3">
            {plan.notifications.map((message) => (
              <li key={message.recipientRole}>
                <PlannedMessageCard message={message} now={now} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      {others.length > 0 && (
        <p className="text-sm text-muted">
          On for it, and not set off by this:{" "}
          {others.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ", "}
              <TextLink href={`/workflows/${id}`}>{name}</TextLink>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function WorkflowPlan({ workflow, now }: { workflow: PlannedWorkflow; now: Date }) {
  const { id, name, applies, conditions, messages } = workflow;
  return (
    <Card className="p-5">
      <article aria-label={name}>
        <h2 className="flex flex-wrap items-center gap-x-3 text-lg tracking-tight">
          <TextLink href={`/workflows/${id}`}>{name}</TextLink>
          <StatusBadge tone={applies ? "good" : "neutral"}>{applies ? "Fires" : "Doesn’t fire"}</StatusBadge>
        </h2>
        {conditions.length > 0 && (
          <ul className="mt-3 flex flex-col gap-1.5">
            {conditions.map(({ holds, explanation }) => (
              <li key={explanation} className="flex items-start gap-2">
                {holds ? (
                  <CheckIcon className="mt-1 size-4 text-good-text" />
                ) : (
                  <CrossIcon className="mt-1 size-4 text-bad-text" />
                )}
                <span>
                  <strong className="font-medium">{holds ? "Yes" : "No"}.</strong> {explanation}
                </span>
              </li>
            ))}
          </ul>
        )}
        <ul className="mt-3 flex flex-col gap-3 empty:hidden">
          {messages.map((message) => (
            <li key={`${message.stepNumber}:${message.dueAt}:${message.movedFromAt}`}>
              <PlannedMessageCard message={message} now={now} />
            </li>
          ))}
        </ul>
      </article>
    </Card>
  );
}
