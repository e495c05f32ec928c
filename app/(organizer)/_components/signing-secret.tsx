"use client";

import { Button } from "@/app/_components/button";
import { TextField } from "@/app/_components/text-field";
import { newSecret } from "../_lib/new-secret";
import { CopyButton } from "./copy-button";

type SigningSecretProps = {
  /** Whether there is one on record, which nobody can read. */
  isSigned: boolean;
  /** A new one, or null for none; undefined leaves what is on record. */
  secret: string | null | undefined;
  onChange: (secret: string | null) => void;
  errorMessage?: string;
};

/** What signs the calls of a webhook; once saved it can be replaced and never read again. */
export function SigningSecret({ isSigned, secret, onChange, errorMessage }: SigningSecretProps) {
  if (isSigned && secret === undefined) {
    return (
      <div className="flex flex-col items-start gap-2">
        <p className="text-sm font-medium">Signing secret</p>
        <p className="text-sm text-muted">The calls are signed. The secret can’t be shown again.</p>
        <div className="flex flex-wrap gap-2">
          <Button variant="secondary" size="small" onPress={() => onChange(newSecret())}>
            Replace the secret
          </Button>
          <Button variant="quiet" size="small" onPress={() => onChange(null)}>
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
          secret
            ? "Copy it to the receiver now: once saved it isn’t shown again."
            : "The receiver can check with it that the call is yours."
        }
        autoComplete="off"
        value={secret ?? ""}
        onChange={(text) => onChange(text === "" ? null : text)}
        errorMessage={errorMessage}
        className="w-full"
      />
      {secret ? (
        <CopyButton text={secret} what="the signing secret" />
      ) : (
        <Button variant="secondary" size="small" onPress={() => onChange(newSecret())}>
          Make a secret
        </Button>
      )}
    </div>
  );
}
