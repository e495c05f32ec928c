"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "@/app/_components/button";
import { Card } from "@/app/_components/card";
import { PageHeading } from "@/app/_components/page-heading";
import { Select } from "@/app/_components/select";
import { useTRPC } from "@/app/_lib/trpc";
import { createWebhookInputSchema } from "@/server/domain/webhooks/webhook-input";
import { BackLink } from "../../../../_components/back-link";
import { schemaFaults } from "../../../../_lib/schema-faults";
import { useFormFaults } from "../../../../_lib/use-form-faults";
import type { WebhookDraft } from "../webhook-draft";
import { WebhookFields } from "../webhook-fields";

const allBookings = 0;
const fresh: WebhookDraft = {
  subscriberUrl: "",
  triggers: ["BOOKING_CREATED", "BOOKING_RESCHEDULED", "BOOKING_CANCELLED"],
  active: true,
  payloadTemplate: null,
  secret: null,
};

/** Asks for an address and what it is told of. */
export function NewWebhook({ eventTypes }: { eventTypes: { id: number; label: string }[] }) {
  const trpc = useTRPC();
  const router = useRouter();
  const [draft, setDraft] = useState(fresh);
  const [eventTypeId, setEventTypeId] = useState(allBookings);
  const create = useMutation(
    trpc.webhook.create.mutationOptions({
      onSuccess: ({ answer }) => router.push(`/settings/webhooks/${answer.id}`),
    }),
  );
  const faults = schemaFaults(createWebhookInputSchema, draft);
  const form = useFormFaults(faults, create.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending || create.isSuccess || !form.check()) return;
    create.mutate({ ...draft, eventTypeId: eventTypeId === allBookings ? null : eventTypeId });
  };
  return (
    <>
      <BackLink href="/settings/webhooks">Webhooks</BackLink>
      <PageHeading title="Add a webhook" />
      <Card className="mt-6 p-5 sm:p-6">
        <form ref={form.form} onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-5">
          <WebhookFields
            draft={draft}
            isSigned={false}
            set={(part) => {
              setDraft({ ...draft, ...part });
              if (!create.isIdle) create.reset();
            }}
            errorAt={form.errorAt}
          />
          <Select
            label="About"
            options={[{ id: allBookings, label: "All bookings" }, ...eventTypes]}
            value={eventTypeId}
            onChange={setEventTypeId}
          />
          <div className="flex flex-wrap items-center gap-4">
            <Button type="submit" isPending={create.isPending || create.isSuccess}>
              Add the webhook
            </Button>
            {form.failure && (
              <p role="alert" className="text-sm font-medium text-bad-text">
                {form.failure}
              </p>
            )}
          </div>
        </form>
      </Card>
    </>
  );
}
