"use client";

import { NumberField } from "@/app/_components/number-field";
import { RadioGroup } from "@/app/_components/radio-group";
import { Switch } from "@/app/_components/switch";
import {
  type FallbackKind,
  longestFallbackMinutes,
  mayFallBack,
  type StepFallback,
  shortestFallbackMinutes,
} from "@/server/domain/workflows/fallback";
import { FallbackMail } from "./fallback-mail";
import type { StepCardProps } from "./step-card";
import { fallbackWords } from "./step-words";

type FallbackFieldsProps = Pick<
  StepCardProps,
  "step" | "onChange" | "errorAt" | "facts" | "draft" | "bookingUid"
>;

const nothing = "nothing";
const usualMinutes = 10;

/** What follows a step's texts that don't arrive, and after how long. */
export function FallbackFields(props: FallbackFieldsProps) {
  const { step, onChange, errorAt, facts } = props;
  const { action, fallback } = step;
  const kinds = facts.templates.fallbackKinds.filter((kind) => mayFallBack(action, kind));
  const offered = fallback && !kinds.includes(fallback.kind) ? [...kinds, fallback.kind] : kinds;
  if (offered.length === 0) return null;
  const put = (changed: StepFallback | null) => onChange({ ...step, fallback: changed });
  const choose = (kind: FallbackKind | typeof nothing) =>
    put(kind === nothing ? null : freshFallback(kind, fallback?.afterMinutes));
  const options = [
    { id: nothing, label: "Do nothing" } as const,
    ...offered.map((id) => ({ id, label: fallbackWords[id] })),
  ];
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-5">
      <RadioGroup
        label="If this text doesn’t arrive"
        options={options}
        value={fallback?.kind ?? nothing}
        onChange={choose}
      />
      {errorAt("fallback.kind") && (
        <p className="text-sm font-medium text-bad-text">{errorAt("fallback.kind")}</p>
      )}
      {fallback && <WaitFields fallback={fallback} onChange={put} errorAt={errorAt} />}
      {fallback?.kind === "email" && <FallbackMail {...props} fallback={fallback} onChange={put} />}
    </div>
  );
}

function freshFallback(kind: FallbackKind, afterMinutes: number | null = usualMinutes): StepFallback {
  return kind === "email" ? { kind, afterMinutes, subject: null, body: null } : { kind, afterMinutes };
}

type WaitFieldsProps = Pick<StepCardProps, "errorAt"> & {
  fallback: StepFallback;
  onChange: (fallback: StepFallback) => void;
};

function WaitFields({ fallback, onChange, errorAt }: WaitFieldsProps) {
  const { afterMinutes } = fallback;
  return (
    <>
      <div>
        <Switch
          isSelected={afterMinutes !== null}
          onChange={(isOn) => onChange({ ...fallback, afterMinutes: isOn ? usualMinutes : null })}
        >
          Also when nobody says in time that it arrived
        </Switch>
      </div>
      {afterMinutes !== null && (
        <NumberField
          label="Minutes to wait for the receipt"
          isRequired
          minValue={shortestFallbackMinutes}
          maxValue={longestFallbackMinutes}
          value={afterMinutes}
          onChange={(minutes) => onChange({ ...fallback, afterMinutes: minutes || usualMinutes })}
          errorMessage={errorAt("fallback.afterMinutes")}
          className="max-w-64"
        />
      )}
    </>
  );
}
