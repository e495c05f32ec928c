"use client";

import { Button } from "@/app/_components/button";
import { answerVariable } from "@/server/domain/templates/booking-variables";
import type { Condition } from "@/server/domain/workflows/condition";
import type { StepPreviewAnswer } from "./use-step-preview";
import type { DraftStep } from "./workflow-draft";

type UnknownVariablesProps = {
  step: DraftStep;
  onChange: (step: DraftStep) => void;
  preview: StepPreviewAnswer;
  /** The answers they ask about may be used though nobody has given one yet. */
  conditions: Condition[];
};

/** The variables of a text that stand for nothing, with what was meant. */
export function UnknownVariables({ step, onChange, preview, conditions }: UnknownVariablesProps) {
  const asked = conditions.flatMap((each) => ("question" in each ? [answerVariable(each.question)] : []));
  const found = (preview.data?.unknownVariables ?? []).filter(({ name }) => !asked.includes(name));
  const isWritten = (name: string) => `${step.subject ?? ""}\n${step.body}`.includes(`{${name}}`);
  const shown = found.filter(({ name }) => isWritten(name));
  return (
    <ul role="status" className="flex flex-col gap-1 empty:hidden">
      {shown.map(({ name, nearest }) => (
        <li key={name} className="flex flex-wrap items-center gap-x-2 text-sm font-medium text-bad-text">
          {`{${name}}`} stands for nothing.
          {nearest && (
            <Button variant="quiet" size="small" onPress={() => onChange(corrected(step, name, nearest))}>
              {`Use {${nearest}} instead`}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function corrected(step: DraftStep, name: string, nearest: string): DraftStep {
  const mend = (text: string) => text.replaceAll(`{${name}}`, `{${nearest}}`);
  return { ...step, body: mend(step.body), subject: step.subject === null ? null : mend(step.subject) };
}
