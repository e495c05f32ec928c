"use client";

import { useRef } from "react";
import { ActionMenu } from "@/app/_components/action-menu";
import { TextArea } from "@/app/_components/text-area";
import { TextField } from "@/app/_components/text-field";
import type { Condition } from "@/server/domain/workflows/condition";
import { actionRoutes, type WorkflowTrigger } from "@/server/domain/workflows/workflow";
import { insertAt } from "./insert-at";
import { SegmentsNote } from "./segments-note";
import type { StepCardProps } from "./step-card";
import { UnknownVariables } from "./unknown-variables-note";
import type { StepPreviewAnswer } from "./use-step-preview";
import { VariableMenu } from "./variable-menu";

type StepTextProps = Pick<StepCardProps, "step" | "onChange" | "errorAt" | "facts" | "number"> & {
  conditions: Condition[];
  trigger: WorkflowTrigger;
  preview: StepPreviewAnswer;
};

const subjectMost = 200;

/** The words of a step, with the variables that can stand in them. */
export function StepText(props: StepTextProps) {
  const { step, onChange, errorAt, facts, conditions, trigger, preview } = props;
  const body = useRef<HTMLTextAreaElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  const { channel } = actionRoutes[step.action];
  const isMail = channel === "email";
  const ready = readyTextsFor(facts, trigger);
  const take = (key: string) => {
    const text = facts.templates.templates
      .find((each) => each.key === key)
      ?.channels.find((each) => each.channel === channel);
    if (text) onChange({ ...step, body: text.body, subject: isMail ? text.subject : step.subject });
  };
  return (
    <>
      {isMail && (
        <div className="flex flex-col items-start gap-2">
          <TextField
            label="Subject"
            isRequired
            maxLength={subjectMost}
            inputRef={subject}
            value={step.subject ?? ""}
            onChange={(text) => onChange({ ...step, subject: text })}
            errorMessage={errorAt("subject")}
            className="w-full"
          />
          <VariableMenu
            label="Insert into the subject"
            variables={facts.templates.variables}
            onChoose={(name) => insertAt(subject, name, (text) => onChange({ ...step, subject: text }))}
          />
        </div>
      )}
      <div className="flex flex-col items-start gap-2">
        <TextArea
          label={isMail ? "Mail" : "Text"}
          isRequired
          rows={isMail ? 9 : 5}
          inputRef={body}
          value={step.body}
          onChange={(text) => onChange({ ...step, body: text })}
          errorMessage={errorAt("body")}
          className="w-full"
        />
        <SegmentsNote segments={preview.data?.segments ?? null} cost={preview.data?.cost ?? null} />
        <UnknownVariables text={step} onChange={onChange} preview={preview} conditions={conditions} />
        <div className="flex flex-wrap gap-2">
          <VariableMenu
            label="Insert a variable"
            variables={facts.templates.variables}
            onChoose={(name) => insertAt(body, name, (text) => onChange({ ...step, body: text }))}
          />
          <ActionMenu label="Use a ready-made text" items={ready} onAction={take} size="small" />
        </div>
      </div>
    </>
  );
}

/** Those that suit a trigger, or all where none does. */
function readyTextsFor({ templates: { templates } }: StepCardProps["facts"], trigger: WorkflowTrigger) {
  const written = templates.filter(({ key }) => key !== "custom");
  const suiting = written.filter(({ triggers }) => triggers.includes(trigger));
  return (suiting.length > 0 ? suiting : written).map(({ key, name }) => ({ id: key, label: name }));
}
