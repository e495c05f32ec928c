"use client";

import type { ReactNode } from "react";
import { Button } from "react-aria-components/Button";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { classNames } from "@/app/_lib/class-names";
import { FieldLabel } from "./field-label";
import { FieldNotes } from "./field-notes";
import { fieldStyle, inputStyle, optionStyle, popoverStyle } from "./field-style";
import { ChevronIcon } from "./icons/chevron-icon";
import type { OptionId } from "./option-id";

export type SelectOption<Value extends OptionId> = { id: Value; label: string };

type SelectProps<Value extends OptionId> = {
  label: string;
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  description?: ReactNode;
  errorMessage?: string;
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  name?: string;
  className?: string;
};

/** One choice of a few. */
export function Select<Value extends OptionId>(props: SelectProps<Value>) {
  const {
    label,
    options,
    value,
    onChange,
    description,
    errorMessage,
    isRequired = true,
    className,
    ...rest
  } = props;
  return (
    <AriaSelect
      {...rest}
      validationBehavior="aria"
      isRequired={isRequired}
      isInvalid={errorMessage !== undefined}
      value={value}
      onChange={(key) => key !== null && onChange(key as Value)}
      className={classNames(fieldStyle, className)}
    >
      <FieldLabel isOptional={!isRequired}>{label}</FieldLabel>
      <Button
        className={classNames(
          inputStyle,
          "focus-ring flex cursor-pointer items-center justify-between gap-3 text-left",
        )}
      >
        <SelectValue className="truncate data-placeholder:text-muted" />
        <ChevronIcon direction="down" className="text-muted" />
      </Button>
      <FieldNotes description={description} errorMessage={errorMessage} />
      <Popover className={classNames(popoverStyle, "min-w-(--trigger-width)")}>
        <ListBox items={options} className="outline-none">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className={optionStyle}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
