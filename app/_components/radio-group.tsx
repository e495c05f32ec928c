"use client";

import type { ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { RadioGroup as AriaRadioGroup, Radio } from "react-aria-components/RadioGroup";
import { fieldStyle, labelStyle } from "./field-style";

type RadioOption<Value extends string> = { id: Value; label: string; detail?: ReactNode };

type RadioGroupProps<Value extends string> = {
  label: string;
  options: readonly RadioOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
};

/** One choice of a few, all of which are seen. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { label, options, value, onChange } = props;
  return (
    <AriaRadioGroup value={value} onChange={(id) => onChange(id as Value)} className={fieldStyle}>
      <Label className={labelStyle}>{label}</Label>
      {options.map(({ id, label: name, detail }) => (
        <Radio key={id} value={id} className="group flex cursor-pointer items-start gap-3 py-1.5">
          <span className="mt-0.5 grid size-5 shrink-0 place-items-center rounded-full border border-line-strong bg-surface group-data-focus-visible:outline-2 group-data-focus-visible:outline-offset-2 group-data-focus-visible:outline-focus group-data-selected:border-accent">
            <span className="size-2.5 rounded-full bg-accent opacity-0 group-data-selected:opacity-100" />
          </span>
          <span>
            {name}
            {detail && <span className="block text-sm text-muted">{detail}</span>}
          </span>
        </Radio>
      ))}
    </AriaRadioGroup>
  );
}
