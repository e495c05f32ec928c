import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { foundOr404 } from "@/app/_lib/found-or-404";
import { serverCaller } from "@/app/_lib/server-caller";
import { pageNumber } from "../../../../_lib/page-number";
import { requireOrganizer } from "../../../../_lib/require-organizer";
import { WebhookView } from "./webhook-view";

export const metadata: Metadata = { title: "Webhook" };

const pageSize = 20;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type WebhookPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<"page", string | string[] | undefined>>;
};

export default async function WebhookPage({ params, searchParams }: WebhookPageProps) {
  const { id } = await params;
  const page = pageNumber((await searchParams).page);
  await requireOrganizer(`/settings/webhooks/${id}`);
  if (!uuid.test(id)) notFound();
  const caller = await serverCaller();
  const webhook = await foundOr404(caller.webhook.get({ id }));
  const input = { id, skip: (page - 1) * pageSize, take: pageSize };
  const log = await caller.webhook.deliveries(input);
  return <WebhookView key={`${id}:${page}`} initial={webhook} log={{ input, page, initial: log }} />;
}
