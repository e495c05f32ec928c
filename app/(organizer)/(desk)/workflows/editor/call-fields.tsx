"use client";

import { TextField } from "@/app/_components/text-field";
import { SigningSecret } from "../../../_components/signing-secret";
import { CallTest } from "./call-test";
import type { StepCardProps } from "./step-card";

type CallFieldsProps = Pick<
  StepCardProps,
  "step" | "onChange" | "errorAt" | "number" | "draft" | "bookingUid"
>;

/** What a webhook calls, how it proves who calls, and trying it out. */
export function CallFields({ step, onChange, errorAt, number, draft, bookingUid }: CallFieldsProps) {
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
      <SigningSecret
        isSigned={step.isSigned}
        secret={step.webhookSecret}
        onChange={(webhookSecret) => onChange({ ...step, webhookSecret })}
        errorMessage={errorAt("webhookSecret")}
      />
      <CallTest step={step} number={number} workflowName={draft.name} bookingUid={bookingUid} />
    </>
  );
}
