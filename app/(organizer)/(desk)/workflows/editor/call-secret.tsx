"use client";

import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";
import { CopyButton } from "../../../_components/copy-button";
import { newSecret } from "../../../_lib/new-secret";
import type { StepCardProps } from "./step-card";

type CallSecretProps = Pick<StepCardProps, "step" | "onChange" | "errorAt">;

/** What signs the calls; once saved it can be replaced and never read again. */
export function CallSecret({ step, onChange, errorAt }: CallSecretProps) {
  const { webhookSecret, isSigned } = step;
  const set = (secret: string | null) => onChange({ ...step, webhookSecret: secret });
  if (isSigned && webhookSecret === undefined) {
    return (
      <div className="flex flex-col items-start gap-2">
        <p className="text-sm font-medium">Signing secret</p>
        <p className="text-sm text-muted">The calls are signed. The secret can’t be shown again.</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" size="small" onPress={() => set(newSecret())}>
            Replace the secret
          </Button>
          <Button variant="quiet" size="small" onPress={() => set(null)}>
            Stop signing
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="flex flex-col items-start gap-2">
      <TextField
        label="Signing secret"
        description={
          webhookSecret
            ? "Copy it to the receiver now: once saved it isn’t shown again."
            : "The receiver can check with it that the call is yours."
        }
        autoComplete="off"
        value={webhookSecret ?? ""}
        onChange={(text) => set(text === "" ? null : text)}
        errorMessage={errorAt("webhookSecret")}
        className="w-full"
      />
      <div className="flex flex-wrap gap-2">
        {webhookSecret ? (
          <CopyButton text={webhookSecret} what="the signing secret" />
        ) : (
          <Button variant="secondary" size="small" onPress={() => set(newSecret())}>
            Make a secret
          </Button>
        )}
      </div>
    </div>
  );
}
