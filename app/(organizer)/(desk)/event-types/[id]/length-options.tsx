"use client";

import { useState } from "react";
import { Button } from "@/app/_components/button";
import { fieldErrorStyle } from "@/app/_components/field-style";
import { CrossIcon } from "@/app/_components/icons/cross-icon";
import { NumberField } from "@/app/_components/number-field";

type LengthOptionsProps = {
  lengthMinutes: number;
  options: number[];
  onChange: (options: number[]) => void;
  errorMessage?: string;
};

/** The other lengths that people can choose instead of the usual one. */
export function LengthOptions({ lengthMinutes, options, onChange, errorMessage }: LengthOptionsProps) {
  const [minutes, setMinutes] = useState(Number.NaN);
  const others = options.filter((each) => each !== lengthMinutes);
  const add = () => {
    if (!(minutes >= 1)) return;
    onChange([...new Set([lengthMinutes, ...options, minutes])].toSorted((a, b) => a - b));
    setMinutes(Number.NaN);
  };
  const remove = (length: number) => {
    const left = others.filter((each) => each !== length);
    onChange(left.length === 0 ? [] : [lengthMinutes, ...left].toSorted((a, b) => a - b));
  };
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-2 text-sm font-medium">Other lengths to choose from</legend>
      {others.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {others.map((length) => (
            <li key={length}>
              <Button
                variant="secondary"
                size="small"
                aria-label={`Remove ${length} minutes`}
                onPress={() => remove(length)}
              >
                {length} min
                <CrossIcon className="size-4" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex items-end gap-2">
        <NumberField
          label="Add minutes"
          minValue={1}
          maxValue={1440}
          value={minutes}
          onChange={setMinutes}
          className="max-w-48"
        />
        <Button variant="secondary" onPress={add}>
          Add
        </Button>
      </div>
      {errorMessage && <p className={fieldErrorStyle}>{errorMessage}</p>}
    </fieldset>
  );
}
