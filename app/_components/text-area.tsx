"use client";

import type { ReactNode, Ref } from "react";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components/TextField";
import { classNames } from "@/app/_lib/class-names";
import { FieldLabel } from "./field-label";
import { FieldNotes } from "./field-notes";
import { fieldStyle, inputStyle } from "./field-style";

type TextAreaProps = Omit<AriaTextFieldProps, "className" | "children"> & {
  label: string;
  description?: ReactNode;
  errorMessage?: string;
  placeholder?: string;
  rows?: number;
  inputRef?: Ref<HTMLTextAreaElement>;
  className?: string;
};

/** Several lines of text with their label, explanation and error. */
export function TextArea(props: TextAreaProps) {
  const { label, description, errorMessage, placeholder, rows = 3, inputRef, className, ...field } = props;
  return (
    <AriaTextField
      validationBehavior="aria"
      {...field}
      isInvalid={field.isInvalid || errorMessage !== undefined}
      className={classNames(fieldStyle, className)}
    >
      <FieldLabel isOptional={!field.isRequired}>{label}</FieldLabel>
      <AriaTextArea
        ref={inputRef}
        rows={rows}
        placeholder={placeholder}
        className={classNames(inputStyle, "resize-y")}
      />
      <FieldNotes description={description} errorMessage={errorMessage} />
    </AriaTextField>
  );
}
