"use client";

import { CheckboxGroup } from "react-aria-components/CheckboxGroup";
import { Label } from "react-aria-components/Label";
import { Checkbox } from "@/app/_components/checkbox";
import { fieldErrorStyle, fieldStyle, labelStyle } from "@/app/_components/field-style";
import type { WebhookTrigger } from "@/server/domain/webhooks/webhook-trigger";
import { triggerOptions } from "./trigger-words";

type TriggerChoicesProps = {
  chosen: readonly WebhookTrigger[];
  onChange: (chosen: WebhookTrigger[]) => void;
  errorMessage?: string;
};

/** What a webhook is told of. */
export function TriggerChoices({ chosen, onChange, errorMessage }: TriggerChoicesProps) {
  return (
    <CheckboxGroup
      value={[...chosen]}
      onChange={(ids) => onChange(ids as WebhookTrigger[])}
      isInvalid={errorMessage !== undefined}
      validationBehavior="aria"
      className={fieldStyle}
    >
      <Label className={labelStyle}>Tell it when</Label>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {triggerOptions.map(({ id, label }) => (
          <Checkbox key={id} value={id}>
            {label}
          </Checkbox>
        ))}
      </div>
      {errorMessage && <p className={fieldErrorStyle}>{errorMessage}</p>}
    </CheckboxGroup>
  );
}
