"use client";

import type { ReactNode } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Text } from "react-aria-components/Text";
import { descriptionStyle, fieldErrorStyle } from "./field-style";

/** What belongs under a field: its explanation, and what is wrong with the value. */
export function FieldNotes({
  description,
  errorMessage,
}: {
  description?: ReactNode;
  errorMessage?: string;
}) {
  return (
    <>
      {description && (
        <Text slot="description" className={descriptionStyle}>
          {description}
        </Text>
      )}
      <FieldError className={fieldErrorStyle}>
        {errorMessage ? errorMessage : ({ validationErrors }) => validationErrors.join(" ")}
      </FieldError>
    </>
  );
}
