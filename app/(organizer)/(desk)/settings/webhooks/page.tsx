import type { Metadata } from "next";
import Link from "next/link";
import { ButtonLink } from "@/app/_components/button-link";
import { Card } from "@/app/_components/card";
import { EmptyState } from "@/app/_components/empty-state";
import { PageHeading } from "@/app/_components/page-heading";
import { serverCaller } from "@/app/_lib/server-caller";
import { BackLink } from "../../../_components/back-link";
import { requireOrganizer } from "../../../_lib/require-organizer";
import { WebhookStatus } from "./webhook-status";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  await requireOrganizer("/settings/webhooks");
  const webhooks = await (await serverCaller()).webhook.list();
  const add = <ButtonLink href="/settings/webhooks/new">Add a webhook</ButtonLink>;
  return (
    <>
      <BackLink href="/settings">Settings</BackLink>
      <PageHeading
        title="Webhooks"
        description="Servers that are told when something happens to your bookings: a CRM, a spreadsheet, a program of yours."
        actions={webhooks.length > 0 ? add : undefined}
      />
      {webhooks.length === 0 ? (
        <EmptyState title="Nobody is told yet" action={add}>
          Add the address of a server, and it gets each booking as JSON, in order, tried for a day where it
          doesn’t answer.
        </EmptyState>
      ) : (
        <Card className="mt-6">
          <ul className="divide-y divide-line">
            {webhooks.map((webhook) => (
              <li key={webhook.id} className="relative px-4 py-3.5 hover:bg-hover">
                <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
                  <h2 className="min-w-0 font-semibold break-all">
                    <Link
                      href={`/settings/webhooks/${webhook.id}`}
                      className="after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                    >
                      {webhook.subscriberUrl}
                    </Link>
                  </h2>
                  <WebhookStatus webhook={webhook} />
                </div>
                <p className="text-sm text-muted">
                  {webhook.eventTypeTitle === null
                    ? "All bookings"
                    : `Bookings of “${webhook.eventTypeTitle}”`}
                  {", "}
                  {webhook.triggers.length === 1
                    ? "one kind of news"
                    : `${webhook.triggers.length} kinds of news`}
                  {webhook.isSigned ? ", signed" : ", not signed"}
                </p>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
