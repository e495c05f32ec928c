import type { Metadata } from "next";
import { serverCaller } from "@/app/_lib/server-caller";
import { requireOrganizer } from "../../../../_lib/require-organizer";
import { NewWebhook } from "./new-webhook";

export const metadata: Metadata = { title: "Add a webhook" };

export default async function NewWebhookPage() {
  await requireOrganizer("/settings/webhooks/new");
  const eventTypes = await (await serverCaller()).eventType.list();
  return <NewWebhook eventTypes={eventTypes.map(({ id, title }) => ({ id, label: title }))} />;
}
