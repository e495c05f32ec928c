"use client";

import type { HTMLAttributes, ReactNode, Ref } from "react";
import { Input } from "react-aria-components/Input";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components/TextField";
import { classNames } from "@/app/_lib/class-names";
import { FieldLabel } from "./field-label";
import { FieldNotes } from "./field-notes";
import { fieldStyle, inputStyle } from "./field-style";

type TextFieldProps = Omit<AriaTextFieldProps, "className" | "children" | "inputMode"> & {
  label: string;
  description?: ReactNode;
  /** Shown at the field, which is then invalid. */
  errorMessage?: string;
  placeholder?: string;
  inputMode?: HTMLAttributes<HTMLInputElement>["inputMode"];
  inputRef?: Ref<HTMLInputElement>;
  className?: string;
};

/** One line of text with its label, explanation and error. */
export function TextField(props: TextFieldProps) {
  const { label, description, errorMessage, placeholder, inputRef, className, ...field } = props;
  return (
    <AriaTextField
      validationBehavior="aria"
      {...field}
      isInvalid={field.isInvalid || errorMessage !== undefined}
      className={classNames(fieldStyle, className)}
    >
      <FieldLabel isOptional={!field.isRequired}>{label}</FieldLabel>
      <Input ref={inputRef} placeholder={placeholder} className={inputStyle} />
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}
