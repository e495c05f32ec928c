"use client";

import { useQuery } from "@tanstack/react-query";
import { Card } from "@/app/_components/card";
import { PageHeading } from "@/app/_components/page-heading";
import { useTRPC } from "@/app/_lib/trpc";
import { hostOfUrl } from "@/server/domain/webhooks/webhook-url";
import { BackLink } from "../../../../_components/back-link";
import { useSignedOutRedirect } from "../../../../_lib/use-signed-out-redirect";
import type { Webhook } from "../webhook-draft";
import { WebhookStatus } from "../webhook-status";
import { DeliveryLog, type DeliveryLogProps } from "./delivery-log";
import { WebhookActions } from "./webhook-actions";
import { WebhookForm } from "./webhook-form";

type WebhookViewProps = { initial: Webhook; log: Omit<DeliveryLogProps, "isOn"> };

/** One webhook: how it stands, what was told, and what can be changed of it. */
export function WebhookView({ initial, log }: WebhookViewProps) {
  const trpc = useTRPC();
  const webhook = useQuery({
    ...trpc.webhook.get.queryOptions({ id: initial.id }),
    initialData: initial,
  });
  useSignedOutRedirect(webhook.error);
  const { data } = webhook;
  const refresh = () => webhook.refetch();
  return (
    <>
      <BackLink href="/settings/webhooks">Webhooks</BackLink>
      <PageHeading title={`Webhook to ${hostOfUrl(data.subscriberUrl)}`} />
      <div className="mt-3">
        <WebhookStatus webhook={data} />
      </div>
      <div className="mt-6 flex flex-col gap-6">
        <WebhookActions webhook={data} onChanged={refresh} />
        <DeliveryLog {...log} isOn={data.active} />
        <Card className="p-5 sm:p-6">
          <h2 className="text-lg font-semibold tracking-tight">What it is told</h2>
          <WebhookForm key={data.updatedAt} saved={data} onSaved={refresh} />
        </Card>
      </div>
    </>
  );
}
