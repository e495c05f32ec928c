"use client";

import { ChevronIcon } from "@/app/_components/icons/chevron-icon";
import { TextArea } from "@/app/_components/text-area";
import { TextField } from "@/app/_components/text-field";
import { SigningSecret } from "../../../_components/signing-secret";
import { TriggerChoices } from "./trigger-choices";
import type { WebhookDraft } from "./webhook-draft";

type WebhookFieldsProps = {
  draft: WebhookDraft;
  isSigned: boolean;
  set: (part: Partial<WebhookDraft>) => void;
  errorAt: (field: string) => string | undefined;
};

/** What is asked of a webhook, new or not. */
export function WebhookFields({ draft, isSigned, set, errorAt }: WebhookFieldsProps) {
  return (
    <>
      <TextField
        label="Address"
        description="A server of yours or of a service you use, by https."
        isRequired
        type="url"
        autoComplete="off"
        placeholder="https://example.com/hook"
        value={draft.subscriberUrl}
        onChange={(subscriberUrl) => set({ subscriberUrl })}
        errorMessage={errorAt("subscriberUrl")}
      />
      <TriggerChoices
        chosen={draft.triggers}
        onChange={(triggers) => set({ triggers })}
        errorMessage={errorAt("triggers")}
      />
      <SigningSecret
        isSigned={isSigned}
        secret={draft.secret}
        onChange={(secret) => set({ secret })}
        errorMessage={errorAt("secret")}
      />
      <details className="group" open={draft.payloadTemplate !== null || undefined}>
        <summary className="-mx-1 inline-flex min-h-8 cursor-pointer list-none items-center gap-1 rounded-sm px-1 text-sm font-medium text-accent-text [&::-webkit-details-marker]:hidden">
          <ChevronIcon direction="right" className="size-4 group-open:rotate-90" />A body of your own
        </summary>
        <TextArea
          label="Body"
          description="Instead of the usual one. {{title}}, {{startTime}}, {{organizer.name}} or {{attendees.0.email}} stand for parts of the booking."
          rows={6}
          value={draft.payloadTemplate ?? ""}
          onChange={(text) => set({ payloadTemplate: text === "" ? null : text })}
          errorMessage={errorAt("payloadTemplate")}
          className="mt-2"
        />
      </details>
    </>
  );
}
