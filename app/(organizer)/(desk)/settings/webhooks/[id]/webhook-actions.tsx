"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Banner } from "@/app/_components/banner";
import { Button } from "@/app/_components/button";
import { formErrors } from "@/app/_lib/form-error";
import { useTRPC } from "@/app/_lib/trpc";
import { CallAnswer } from "../../../../_components/call-answer";
import { ConfirmDialog } from "../../../../_components/confirm-dialog";
import type { Webhook } from "../webhook-draft";

type WebhookActionsProps = { webhook: Webhook; onChanged: () => unknown };

/** Trying a webhook out, switching it on and off, and deleting it. */
export function WebhookActions({ webhook, onChanged }: WebhookActionsProps) {
  const trpc = useTRPC();
  const { id, active, disabledAt } = webhook;
  const [isDeleting, setIsDeleting] = useState(false);
  const test = useMutation(trpc.webhook.test.mutationOptions());
  const update = useMutation(trpc.webhook.update.mutationOptions({ onSuccess: onChanged }));
  const failure = test.error ?? update.error;
  return (
    <div className="flex flex-col gap-3">
      {disabledAt && (
        <Banner tone="bad" title="Nothing got through for three days, so it was switched off.">
          See what it answered below. Once it is mended, switch it on again; what was missed can be delivered
          again from the log.
        </Banner>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" isPending={test.isPending} onPress={() => test.mutate({ id })}>
          Send a test call
        </Button>
        <Button
          variant="secondary"
          isPending={update.isPending}
          onPress={() => update.mutate({ id, active: !active })}
        >
          {active ? "Switch off" : "Switch on"}
        </Button>
        <Button variant="quiet" onPress={() => setIsDeleting(true)}>
          Delete
        </Button>
      </div>
      <div role="status" className="text-sm">
        {test.data && <CallAnswer report={test.data} />}
      </div>
      {failure && (
        <Banner tone="bad" urgent>
          {formErrors(failure)[0]?.message}
        </Banner>
      )}
      {isDeleting && <DeleteDialog webhook={webhook} onClose={() => setIsDeleting(false)} />}
    </div>
  );
}

function DeleteDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const remove = useMutation(
    trpc.webhook.delete.mutationOptions({
      onSuccess: () => {
        router.push("/settings/webhooks");
        router.refresh();
      },
    }),
  );
  return (
    <ConfirmDialog
      title="Delete this webhook?"
      action="Delete the webhook"
      isPending={remove.isPending || remove.isSuccess}
      failure={remove.isError ? formErrors(remove.error)[0]?.message : undefined}
      onConfirm={() => remove.mutate({ id: webhook.id })}
      onClose={onClose}
    >
      <p>
        It is told nothing any more, and the log of its deliveries is deleted with it. To pause it, switch it
        off instead.
      </p>
    </ConfirmDialog>
  );
}
