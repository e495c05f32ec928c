"use client";

import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox as AriaComboBox } from "react-aria-components/ComboBox";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { classNames } from "@/app/_lib/class-names";
import { FieldLabel } from "./field-label";
import { FieldNotes } from "./field-notes";
import { fieldStyle, inputStyle, optionStyle, popoverStyle } from "./field-style";
import { ChevronIcon } from "./icons/chevron-icon";
import type { OptionId } from "./option-id";

export type ComboBoxOption<Value extends OptionId> = {
  id: Value;
  label: string;
  /** Shown at the end of the row. */
  detail?: string;
};

type ComboBoxProps<Value extends OptionId> = {
  label: string;
  options: readonly ComboBoxOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  /** Whether an option fits what was typed; without it, options whose label contains the text do. */
  matches?: (label: string, typed: string) => boolean;
  description?: ReactNode;
  errorMessage?: string;
  isRequired?: boolean;
  className?: string;
};

/** One choice of many, found by typing. */
export function ComboBox<Value extends OptionId>(props: ComboBoxProps<Value>) {
  const {
    label,
    options,
    value,
    onChange,
    matches,
    description,
    errorMessage,
    isRequired = true,
    className,
  } = props;
  return (
    <AriaComboBox
      defaultItems={options}
      value={value}
      onChange={(key) => key !== null && onChange(key as Value)}
      defaultFilter={matches}
      isRequired={isRequired}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      menuTrigger="focus"
      className={classNames(fieldStyle, className)}
    >
      <FieldLabel isOptional={!isRequired}>{label}</FieldLabel>
      <Group className="relative">
        <Input
          className={classNames(inputStyle, "pr-11")}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button className="focus-ring absolute inset-y-0 right-0 grid w-11 cursor-pointer place-items-center rounded-md text-muted">
          <ChevronIcon direction="down" />
        </Button>
      </Group>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className={classNames(popoverStyle, "w-(--trigger-width) min-w-64")}>
        <ListBox<ComboBoxOption<Value>>
          className="outline-none"
          renderEmptyState={() => <p className="px-3 py-2 text-muted">Nothing fits.</p>}
        >
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={optionStyle}>
              <span>{option.label}</span>
              {option.detail && <span className="tabular text-sm text-muted">{option.detail}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}
