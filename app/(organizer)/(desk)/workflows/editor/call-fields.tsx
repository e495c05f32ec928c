"use client";

import { TextField } from "@/app/_components/text-field";
import { CallSecret } from "./call-secret";
import { CallTest } from "./call-test";
import type { StepCardProps } from "./step-card";

type CallFieldsProps = Pick<StepCardProps, "step" | "onChange" | "errorAt">;

/** What a webhook calls, how it proves who calls, and trying it out. */
export function CallFields({ step, onChange, errorAt }: CallFieldsProps) {
  return (
    <>
      <TextField
        label="Address"
        description="A server of yours or of a service you use. It gets the booking as JSON."
        isRequired
        type="url"
        autoComplete="off"
        placeholder="https://example.com/hook"
        value={step.webhookUrl ?? ""}
        onChange={(text) => onChange({ ...step, webhookUrl: text === "" ? null : text })}
        errorMessage={errorAt("webhookUrl")}
      />
      <CallSecret step={step} onChange={onChange} errorAt={errorAt} />
      <CallTest step={step} />
    </>
  );
}
