"use client";

import { ActionMenu } from "@/app/_components/action-menu";
import { Button } from "@/app/_components/button";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import type { Condition } from "@/server/domain/workflows/condition";
import { EditorSection } from "../../../_components/editor-section";
import type { EventTypeChoice } from "../event-type-choice";
import { ConditionFields } from "./condition-fields";
import { conditionKindOptions, conditionKinds } from "./condition-kinds";
import type { DraftProps } from "./workflow-draft";

type ConditionsSectionProps = DraftProps & { eventTypes: EventTypeChoice[]; questions: string[] };

const mostConditions = 20;

/** What must be so of a booking for anything to be sent. */
export function ConditionsSection(props: ConditionsSectionProps) {
  const { draft, set, errorAt, eventTypes, questions } = props;
  const { conditions } = draft;
  const replace = (index: number, condition: Condition) =>
    set({ conditions: conditions.map((each, place) => (place === index ? condition : each)) });
  return (
    <EditorSection
      title="If"
      description={
        conditions.length === 0 ? "It is for every booking. Add a condition to narrow it." : "All must be so."
      }
    >
      {conditions.length > 0 && (
        <ul className="flex flex-col gap-4">
          {conditions.map((condition, index) => {
            const { label } = conditionKinds[condition.kind];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
              <li key={index} className="rounded-lg border border-line p-4">
                <div className="mb-3 flex items-center justify-between gap-3">
                  <h3 className="font-medium">{label}</h3>
                  <Button
                    variant="quiet"
                    size="small"
                    aria-label={`Remove the condition: ${label}`}
                    onPress={() => set({ conditions: conditions.filter((_, place) => place !== index) })}
                  >
                    <CrossIcon className="size-4" />
                  </Button>
                </div>
                <ConditionFields
                  condition={condition}
                  onChange={(changed) => replace(index, changed)}
                  errorAt={(part) => errorAt(`conditions.${index}.${part}`)}
                  eventTypes={eventTypes}
                  questions={questions}
                />
              </li>
            );
          })}
        </ul>
      )}
      {errorAt("conditions") && <p className={fieldErrorStyle}>{errorAt("conditions")}</p>}
      {conditions.length < mostConditions && (
        <div>
          <ActionMenu
            label="Add a condition"
            items={conditionKindOptions}
            onAction={(kind) => set({ conditions: [...conditions, conditionKinds[kind].fresh] })}
          />
        </div>
      )}
    </EditorSection>
  );
}
