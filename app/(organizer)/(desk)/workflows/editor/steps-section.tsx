"use client";

import { useState } from "react";
import { ActionMenu } from "@/app/_components/action-menu";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { Select } from "@/app/_components/select";
import type { StepAction } from "@/server/domain/workflows/workflow";
import { EditorSection } from "../../../_components/editor-section";
import { useAccountTime } from "../../../_lib/account-context";
import type { EditorFacts } from "./editor-facts";
import { StepCard } from "./step-card";
import { actionOptions } from "./step-words";
import { type DraftProps, type DraftStep, emptyStep } from "./workflow-draft";

type StepsSectionProps = DraftProps & { facts: EditorFacts; workflowId: number | null };

const mostSteps = 10;
const madeUp = "";

/** What is sent, to whom, in which words. */
export function StepsSection({ draft, set, errorAt, facts, workflowId }: StepsSectionProps) {
  const { steps } = draft;
  const [bookingUid, setBookingUid] = useState<string>(madeUp);
  const put = (changed: DraftStep[]) => set({ steps: changed });
  const replace = (index: number, step: DraftStep) =>
    put(steps.map((each, place) => (place === index ? step : each)));
  const swap = (index: number, other: number) => {
    const [one, two] = [steps[index], steps[other]];
    if (one && two) put(steps.with(index, two).with(other, one));
  };
  const add = (action: StepAction) => put([...steps, emptyStep(action)]);
  return (
    <EditorSection title="Then">
      {facts.bookings.length > 0 && (
        <BookingChoice bookings={facts.bookings} value={bookingUid} onChange={setBookingUid} />
      )}
      <ol className="flex flex-col gap-5">
        {steps.map((step, index) => (
          <li key={step.id ?? `new-${index}`}>
            <StepCard
              step={step}
              number={index + 1}
              draft={draft}
              facts={facts}
              workflowId={workflowId}
              bookingUid={bookingUid === madeUp ? undefined : bookingUid}
              onChange={(changed) => replace(index, changed)}
              onUp={index > 0 ? () => swap(index, index - 1) : undefined}
              onDown={index < steps.length - 1 ? () => swap(index, index + 1) : undefined}
              onRemove={steps.length > 1 ? () => put(steps.toSpliced(index, 1)) : undefined}
              errorAt={(part) => errorAt(`steps.${index}.${part}`)}
            />
          </li>
        ))}
      </ol>
      {errorAt("steps") && <p className={fieldErrorStyle}>{errorAt("steps")}</p>}
      {steps.length < mostSteps && (
        <div>
          <ActionMenu label="Add a step" items={actionOptions} onAction={add} />
        </div>
      )}
    </EditorSection>
  );
}

type BookingChoiceProps = {
  bookings: EditorFacts["bookings"];
  value: string;
  onChange: (uid: string) => void;
};

/** Whose booking the texts are shown for. */
function BookingChoice({ bookings, value, onChange }: BookingChoiceProps) {
  const format = useAccountTime();
  const options = bookings.map(({ uid, attendees, startsAt }) => {
    const start = new Date(startsAt);
    return {
      id: uid,
      label: `${attendees[0]?.name ?? "Nobody"}, ${format.shortDay(start)}, ${format.time(start)}`,
    };
  });
  return (
    <Select
      label="Show the texts for"
      options={[{ id: madeUp, label: "A made-up booking" }, ...options]}
      value={value}
      onChange={onChange}
    />
  );
}
