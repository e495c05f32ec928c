"use client";

import type { ReactNode } from "react";
import { Input } from "react-aria-components/Input";
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
} from "react-aria-components/NumberField";
import { classNames } from "@/app/_lib/class-names";
import { FieldLabel } from "./field-label";
import { FieldNotes } from "./field-notes";
import { fieldStyle, inputStyle } from "./field-style";

type NumberFieldProps = Omit<AriaNumberFieldProps, "className" | "children"> & {
  label: string;
  description?: ReactNode;
  errorMessage?: string;
  className?: string;
};

/** A number with its label, explanation and error; arrow keys step it. */
export function NumberField({ label, description, errorMessage, className, ...field }: NumberFieldProps) {
  return (
    <AriaNumberField
      validationBehavior="aria"
      {...field}
      isInvalid={field.isInvalid || errorMessage !== undefined}
      className={classNames(fieldStyle, className)}
    >
      <FieldLabel isOptional={!field.isRequired}>{label}</FieldLabel>
      <Input className={classNames(inputStyle, "tabular")} />
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaNumberField>
  );
}
