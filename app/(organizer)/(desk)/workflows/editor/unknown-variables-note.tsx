"use client";

import { Button } from "@/app/_components/button";
import { answerVariable } from "@/server/domain/templates/booking-variables";
import type { Condition } from "@/server/domain/workflows/condition";
import type { StepPreviewAnswer } from "./use-step-preview";

type Written = { subject: string | null; body: string };

type UnknownVariablesProps<Text> = {
  text: Text;
  onChange: (text: Text) => void;
  preview: StepPreviewAnswer;
  /** The answers they ask about may be used though nobody has given one yet. */
  conditions: Condition[];
};

/** The variables of a text that stand for nothing, with what was meant. */
export function UnknownVariables<Text extends Written>({
  text,
  onChange,
  preview,
  conditions,
}: UnknownVariablesProps<Text>) {
  const asked = conditions.flatMap((each) => ("question" in each ? [answerVariable(each.question)] : []));
  const found = (preview.data?.unknownVariables ?? []).filter(({ name }) => !asked.includes(name));
  const isWritten = (name: string) => `${text.subject ?? ""}\n${text.body}`.includes(`{${name}}`);
  const shown = found.filter(({ name }) => isWritten(name));
  return (
    <div role="status" className="empty:hidden">
      {shown.length > 0 && (
        <ul className="flex flex-col gap-1">
          {shown.map(({ name, nearest }) => (
            <li key={name} className="flex flex-wrap items-center gap-x-2 text-sm font-medium text-bad-text">
              {`{${name}}`} stands for nothing.
              {nearest && (
                <Button variant="quiet" size="small" onPress={() => onChange(corrected(text, name, nearest))}>
                  {`Use {${nearest}} instead`}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function corrected<Text extends Written>(text: Text, name: string, nearest: string): Text {
  const mend = (words: string) => words.replaceAll(`{${name}}`, `{${nearest}}`);
  return { ...text, body: mend(text.body), subject: text.subject === null ? null : mend(text.subject) };
}
