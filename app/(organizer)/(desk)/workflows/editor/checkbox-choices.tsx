"use client";

import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { Label } from "react-aria-components/Label";
import { Checkbox } from "@/app/_components/checkbox";
import { fieldErrorStyle, fieldStyle, labelStyle } from "@/app/_components/field-style";
import { classNames } from "@/app/_lib/class-names";

type CheckboxChoicesProps = {
  label: string;
  options: readonly { id: number; label: string }[];
  chosen: readonly number[];
  onChange: (chosen: number[]) => void;
  errorMessage?: string;
  /** Beside each other where there is room. */
  isInRow?: boolean;
};

/** Any of a few choices, all of which are seen. */
export function CheckboxChoices(props: CheckboxChoicesProps) {
  const { label, options, chosen, onChange, errorMessage, isInRow = false } = props;
  return (
    <CheckboxGroup
      value={chosen.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      className={fieldStyle}
    >
      <Label className={labelStyle}>{label}</Label>
      <div className={classNames("flex", isInRow ? "flex-wrap gap-x-5" : "flex-col")}>
        {options.map(({ id, label: name }) => (
          <Checkbox key={id} value={String(id)}>
            {name}
          </Checkbox>
        ))}
      </div>
      {options.length === 0 && <p className="text-muted">There is nothing to choose from yet.</p>}
      {errorMessage && <p className={fieldErrorStyle}>{errorMessage}</p>}
    </CheckboxGroup>
  );
}
