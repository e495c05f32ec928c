"use client";

import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";
import { TextField } from "@/app/_components/text-field";
import type { Condition } from "@/server/domain/workflows/condition";
import type { EventTypeChoice } from "../event-type-choice";
import { CheckboxChoices } from "./checkbox-choices";
import { CountriesField } from "./countries-field";
import { QuestionField } from "./question-field";
import { StartFields } from "./start-fields";

export type ConditionFieldsProps<Kind extends Condition["kind"] = Condition["kind"]> = {
  condition: Extract<Condition, { kind: Kind }>;
  onChange: (condition: Extract<Condition, { kind: Kind }>) => void;
  errorAt: (part: string) => string | undefined;
  eventTypes: EventTypeChoice[];
  questions: string[];
};

const lengthChoices = [
  { id: "at_least", label: "At least" },
  { id: "at_most", label: "At most" },
] as const;
const attendeeChoices = [
  { id: "first", label: "It is their first booking with me" },
  { id: "returning", label: "They have booked with me before" },
] as const;
const phoneChoices = [
  { id: "yes", label: "There is a phone number" },
  { id: "no", label: "There is no phone number" },
] as const;
const answeredChoices = [
  { id: "yes", label: "Is answered" },
  { id: "no", label: "Is not answered" },
] as const;
const comparisons = [
  { id: "equal", label: "Is" },
  { id: "not_equal", label: "Is not" },
  { id: "containing", label: "Contains" },
] as const;

/** The fields of one condition. */
export function ConditionFields(props: ConditionFieldsProps) {
  const { condition, onChange, errorAt, eventTypes } = props;
  switch (condition.kind) {
    case "event_type":
      return (
        <CheckboxChoices
          label="The event type is one of"
          options={eventTypes.map(({ id, title }) => ({ id, label: title }))}
          chosen={condition.eventTypeIds}
          onChange={(eventTypeIds) => onChange({ ...condition, eventTypeIds })}
          errorMessage={errorAt("eventTypeIds")}
        />
      );
    case "length":
      return <LengthFields {...props} condition={condition} />;
    case "answer":
      return <AnswerFields {...props} condition={condition} />;
    case "answered":
      return (
        <div className="grid gap-4 sm:grid-cols-2">
          <QuestionField
            question={condition.question}
            onChange={(question) => onChange({ ...condition, question })}
            known={props.questions}
            errorMessage={errorAt("question")}
          />
          <Select
            label="It"
            options={answeredChoices}
            value={condition.isAnswered ? "yes" : "no"}
            onChange={(id) => onChange({ ...condition, isAnswered: id === "yes" })}
          />
        </div>
      );
    case "attendee":
      return (
        <Select
          label="The attendee"
          options={attendeeChoices}
          value={condition.is}
          onChange={(is) => onChange({ ...condition, is })}
        />
      );
    case "country":
      return (
        <CountriesField
          countries={condition.countries}
          onChange={(countries) => onChange({ ...condition, countries })}
          errorMessage={errorAt("countries")}
        />
      );
    case "has_phone":
      return (
        <Select
          label="The booking"
          options={phoneChoices}
          value={condition.hasPhone ? "yes" : "no"}
          onChange={(id) => onChange({ ...condition, hasPhone: id === "yes" })}
        />
      );
    case "start":
      return <StartFields {...props} condition={condition} />;
  }
}

function LengthFields({ condition, onChange, errorAt }: ConditionFieldsProps<"length">) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label="It takes"
        options={lengthChoices}
        value={condition.is}
        onChange={(is) => onChange({ ...condition, is })}
      />
      <NumberField
        label="Minutes"
        isRequired
        minValue={1}
        maxValue={1440}
        value={condition.minutes}
        onChange={(minutes) => onChange({ ...condition, minutes })}
        errorMessage={errorAt("minutes")}
      />
    </div>
  );
}

function AnswerFields({ condition, onChange, errorAt, questions }: ConditionFieldsProps<"answer">) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <QuestionField
        question={condition.question}
        onChange={(question) => onChange({ ...condition, question })}
        known={questions}
        errorMessage={errorAt("question")}
        className="sm:col-span-2"
      />
      <Select
        label="The answer"
        options={comparisons}
        value={condition.is}
        onChange={(is) => onChange({ ...condition, is })}
      />
      <TextField
        label="Text"
        description="Upper and lower case count alike."
        isRequired
        maxLength={500}
        value={condition.value}
        onChange={(value) => onChange({ ...condition, value })}
        errorMessage={errorAt("value")}
      />
    </div>
  );
}
