"use client";

import { type ReactNode, type Ref, useState } from "react";
import { Input } from "react-aria-components/Input";
import { TextField } from "react-aria-components/TextField";
import { ToggleButton } from "react-aria-components/ToggleButton";
import { FieldLabel } from "@/app/_components/field-label";
import { FieldNotes } from "@/app/_components/field-notes";
import { fieldStyle, inputStyle } from "@/app/_components/field-style";
import { classNames } from "@/app/_lib/class-names";

type PasswordFieldProps = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Tells password managers which one this is. */
  autoComplete: "current-password" | "new-password";
  description?: ReactNode;
  errorMessage?: string;
  inputRef?: Ref<HTMLInputElement>;
};

/** A password that can be read while it is typed. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, autoComplete, description, errorMessage, inputRef } = props;
  const [isShown, setIsShown] = useState(false);
  return (
    <TextField
      value={value}
      onChange={onChange}
      type={isShown ? "text" : "password"}
      autoComplete={autoComplete}
      spellCheck="false"
      isRequired
      validationBehavior="aria"
      isInvalid={errorMessage !== undefined}
      className={fieldStyle}
    >
      <FieldLabel>{label}</FieldLabel>
      <span className="relative block">
        <Input ref={inputRef} className={classNames(inputStyle, "pr-18")} />
        <ToggleButton
          aria-label={`Show ${label.toLowerCase()}`}
          isSelected={isShown}
          onChange={setIsShown}
          className="focus-ring absolute inset-y-0 right-0 w-16 cursor-pointer rounded-md text-sm font-medium text-accent-text"
        >
          {isShown ? "Hide" : "Show"}
        </ToggleButton>
      </span>
      <FieldNotes description={description} errorMessage={errorMessage} />
    </TextField>
  );
}
