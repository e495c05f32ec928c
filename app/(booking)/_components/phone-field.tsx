"use client";

import { type Ref, useState } from "react";
import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";

type PhoneFieldProps = {
  value: string;
  onChange: (value: string) => void;
  isRequired: boolean;
  textsAttendee: boolean;
  /** Where the reader seems to be, and the country code of there. */
  region: string;
  callingCode: string | null;
  errorMessage?: string;
  inputRef?: Ref<HTMLInputElement>;
};

/** A phone number with its country code; one without is offered in the spelling of the reader's region. */
export function PhoneField(props: PhoneFieldProps) {
  const { value, onChange, isRequired, textsAttendee, region, callingCode, errorMessage, inputRef } = props;
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const suggest = async () => {
    const { internationalSpelling } = await import("@/server/domain/phone/international-spelling");
    setSuggestion(internationalSpelling(value, region));
  };
  const change = (typed: string) => {
    setSuggestion(null);
    onChange(typed);
  };
  const uses = textsAttendee ? "You’ll get texts about this booking. " : "";
  return (
    <div>
      <TextField
        label="Phone"
        name="phone"
        type="tel"
        autoComplete="tel"
        isRequired={isRequired}
        value={value}
        onChange={change}
        onBlur={() => void suggest()}
        description={`${uses}Start with the country code, such as ${callingCode ?? "+1"}.`}
        errorMessage={errorMessage}
        inputRef={inputRef}
      />
      <div role="status">
        {suggestion && (
          <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-accent-softer px-3 py-2 text-sm">
            <span>
              Is it <span className="tabular font-medium whitespace-nowrap">{suggestion}</span>?
            </span>
            <Button variant="quiet" size="small" onPress={() => change(suggestion)}>
              Use this
            </Button>
          </p>
        )}
      </div>
    </div>
  );
}
