"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/button";
import { useTRPC } from "@/app/_lib/trpc";
import { createWebhookInputSchema } from "@/server/domain/webhooks/webhook-input";
import { schemaFaults } from "../../../../_lib/schema-faults";
import { useFormFaults } from "../../../../_lib/use-form-faults";
import { draftOf, type Webhook } from "../webhook-draft";
import { WebhookFields } from "../webhook-fields";

/** Changes what a webhook is told, and where. */
export function WebhookForm({ saved, onSaved }: { saved: Webhook; onSaved: () => unknown }) {
  const trpc = useTRPC();
  const [draft, setDraft] = useState(draftOf(saved));
  const update = useMutation(trpc.webhook.update.mutationOptions({ onSuccess: onSaved }));
  const form = useFormFaults(schemaFaults(createWebhookInputSchema, draft), update.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { active: _, ...changes } = draft;
    if (!update.isPending && form.check()) update.mutate({ id: saved.id, ...changes });
  };
  return (
    <form ref={form.form} onSubmit={submit} noValidate className="mt-4 flex max-w-2xl flex-col gap-5">
      <WebhookFields
        draft={draft}
        isSigned={saved.isSigned}
        set={(part) => {
          setDraft({ ...draft, ...part });
          if (!update.isIdle) update.reset();
        }}
        errorAt={form.errorAt}
      />
      <div className="flex flex-wrap items-center gap-4">
        <Button type="submit" isPending={update.isPending}>
          Save
        </Button>
        {form.failure && (
          <p role="alert" className="text-sm font-medium text-bad-text">
            {form.failure}
          </p>
        )}
      </div>
    </form>
  );
}
