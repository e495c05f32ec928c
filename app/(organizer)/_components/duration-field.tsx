"use client";

import { type ReactNode, useState } from "react";
import { NumberField } from "@/app/_components/number-field";
import { Select } from "@/app/_components/select";

const units = [
  { id: 1, label: "minutes" },
  { id: 60, label: "hours" },
  { id: 1_440, label: "days" },
] as const;

type UnitMinutes = (typeof units)[number]["id"];

type DurationFieldProps = {
  label: string;
  minutes: number;
  onChange: (minutes: number) => void;
  description?: ReactNode;
  errorMessage?: string;
};

/** A length of time in minutes, written in the unit that suits it. */
export function DurationField({ label, minutes, onChange, description, errorMessage }: DurationFieldProps) {
  const [unit, setUnit] = useState<UnitMinutes>(() => fittingUnit(minutes));
  return (
    <div className="grid grid-cols-[1fr_8.5rem] items-start gap-3">
      <NumberField
        label={label}
        isRequired
        minValue={0}
        value={minutes / unit}
        onChange={(amount) => onChange(Math.round(amount * unit))}
        description={description}
        errorMessage={errorMessage}
      />
      <Select
        label="Unit"
        options={units}
        value={unit}
        onChange={(chosen) => {
          setUnit(chosen);
          onChange(Math.round((minutes / unit) * chosen));
        }}
      />
    </div>
  );
}

function fittingUnit(minutes: number): UnitMinutes {
  if (minutes === 0) return 1;
  return units.findLast(({ id }) => minutes % id === 0)?.id ?? 1;
}
