"use client";

import { ToggleButton, ToggleButtonGroup } from "react-aria-components/ToggleButtonGroup";
import { lengthInWords } from "./length-in-words";

type LengthChoiceProps = {
  choicesMinutes: readonly number[];
  lengthMinutes: number;
  onChange: (lengthMinutes: number) => void;
};

/** Chooses how long the meeting takes. */
export function LengthChoice({ choicesMinutes, lengthMinutes, onChange }: LengthChoiceProps) {
  return (
    <ToggleButtonGroup
      aria-label="Length"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[lengthMinutes]}
      onSelectionChange={(keys) => {
        const [chosen] = keys;
        if (typeof chosen === "number") onChange(chosen);
      }}
      className="flex flex-wrap gap-2"
    >
      {choicesMinutes.map((minutes) => (
        <ToggleButton
          key={minutes}
          id={minutes}
          className="focus-ring min-h-10 cursor-pointer rounded-md border border-line-strong/60 px-3 text-sm hover:bg-hover data-selected:border-accent data-selected:bg-accent-soft data-selected:font-medium data-selected:text-accent-text"
        >
          {lengthInWords(minutes)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
