"use client";

import { RadioGroup } from "@/app/_components/radio-group";
import type { ActiveOn } from "@/server/domain/workflows/workflow-input";
import { CheckboxChoices } from "./editor/checkbox-choices";
import type { EventTypeChoice } from "./event-type-choice";

type ActivationFieldsProps = {
  activeOn: ActiveOn;
  onChange: (activeOn: ActiveOn) => void;
  eventTypes: readonly EventTypeChoice[];
  errorMessage?: string;
  /** Whether it can be off here. */
  allowsOff?: boolean;
};

const kinds = [
  { id: "all", label: "All event types, also those to come" },
  { id: "event_types", label: "Only some event types" },
  { id: "off", label: "Off" },
] as const;

/** Where a workflow is on. */
export function ActivationFields(props: ActivationFieldsProps) {
  const { activeOn, onChange, eventTypes, errorMessage, allowsOff = true } = props;
  const chosen = activeOn.kind === "event_types" ? activeOn.eventTypeIds : [];
  const choose = (kind: ActiveOn["kind"]) =>
    onChange(kind === "event_types" ? { kind, eventTypeIds: chosen } : { kind });
  return (
    <div className="flex flex-col gap-4">
      <RadioGroup
        label="Where is it on?"
        options={kinds.filter(({ id }) => allowsOff || id !== "off")}
        value={activeOn.kind}
        onChange={choose}
      />
      {activeOn.kind === "event_types" && (
        <CheckboxChoices
          label="Event types"
          options={eventTypes.map(({ id, title }) => ({ id, label: title }))}
          chosen={chosen}
          onChange={(eventTypeIds) => onChange({ kind: "event_types", eventTypeIds })}
          errorMessage={errorMessage}
        />
      )}
    </div>
  );
}
